import { nameOf, type Command } from './command.js';
import { EXIT_CODES } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import {
  FIELDS_OPTION,
  FORMAT_OPTION,
  GLOBAL_OPTIONS,
  type OptionSpec,
} from '../options/options.js';

type Line = readonly [string, string];

function columns(lines: readonly Line[]): string {
  const widest = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(widest)}  ${right}`).join('\n');
}

function optionLine({ name, short, value, help }: OptionSpec): Line {
  return [`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`, help];
}

function section(title: string, lines: readonly Line[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n${columns(lines)}`];
}

const commandLines = (commands: readonly Command[]): Line[] =>
  commands.map((command) => [nameOf(command), command.summary]);

function overview(commands: readonly Command[]): string {
  return [
    'Objectives, incidents, who is on call, catalog and audit trail of a Leitstand server.',
    'Usage\n  leitstand NOUN VERB [OPTIONS]',
    ...section('Commands', commandLines(commands)),
    ...section('Options of every command', [
      ...GLOBAL_OPTIONS.map(optionLine),
      ['    --version', 'version of this program'],
    ]),
    ...section('More', [
      ['help NOUN VERB', 'or -h after any command'],
      ['help configuration', 'which server, which token'],
      ['help exit-codes', 'what the exit code says'],
    ]),
  ].join('\n\n');
}

function commandHelp(command: Command): string {
  const operands = command.operands.map(({ name, optional, many }) => {
    const word = many ? `${name}...` : name;
    return optional ? `[${word}]` : word;
  });
  const format =
    command.formats.length > 0
      ? [
          {
            ...FORMAT_OPTION,
            help: `${command.formats.join(', ')}; ${command.formats[0]} by default`,
          },
        ]
      : [];
  const fields = command.formats.includes('json') ? [FIELDS_OPTION] : [];
  return [
    command.summary,
    `Usage\n  ${['leitstand', nameOf(command), ...operands, '[OPTIONS]'].join(' ')}`,
    ...section('Options', [...command.options, ...format, ...fields].map(optionLine)),
    ...section('Options of every command', GLOBAL_OPTIONS.map(optionLine)),
    ...(command.notes.length > 0 ? [command.notes.join('\n')] : []),
    `Examples\n${command.examples.map((line) => `  ${line}`).join('\n')}`,
  ].join('\n\n');
}

const CONFIGURATION = `Which server, and as whom; an option comes before the environment, the environment before the file.

  --url, --context    LEITSTAND_URL       url of the current context, then http://127.0.0.1:4700
  --token-file        LEITSTAND_TOKEN     tokenFile of the context

The first of these files is read: $XDG_CONFIG_HOME/leitstand/config.yml, ~/.config/leitstand/config.yml, /etc/leitstand/config.yml

  current: work
  contexts:
    work:
      url: https://leitstand.example.com
      tokenFile: work-token     # beside this file, absolute, or ~/...

The current context's token goes to that context's address only. leitstand config view shows what is used.
NO_COLOR, CLICOLOR=0 and CLICOLOR_FORCE=1 are honoured.`;

/**
 * The help on what the words name: nothing, a noun, a command, `exit-codes` or `configuration`.
 * @throws Failure (usage) when there is no such thing
 */
export function helpOn(topic: readonly string[], commands: readonly Command[]): string {
  const [noun, verb] = topic;
  if (noun === undefined) return overview(commands);
  if (noun === 'exit-codes')
    return section(
      'Exit codes',
      EXIT_CODES.map(([code, meaning]) => [String(code), meaning]),
    ).join('');
  if (noun === 'configuration') return CONFIGURATION;
  const ofNoun = commands.filter((command) => command.noun === noun);
  const command = ofNoun.find((candidate) => candidate.verb === null || candidate.verb === verb);
  if (command) return commandHelp(command);
  if (ofNoun.length === 0 || verb !== undefined)
    throw usage(`There is no help on "${topic.join(' ')}".`, 'See leitstand help');
  return section('Commands', commandLines(ofNoun)).join('');
}
