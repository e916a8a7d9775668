import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { nameOf, type Command } from './command.js';
import { usage } from '../failure/failure.js';
import {
  FIELDS_OPTION,
  FORMAT_OPTION,
  GLOBAL_OPTIONS,
  Options,
  type Format,
  type OptionSpec,
} from '../options/options.js';

/** What the words on the command line ask for. */
export type Parsed =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly operands: readonly string[];
      readonly options: Options;
      readonly format: Format;
    }
  | { readonly kind: 'help'; readonly topic: readonly string[] }
  | { readonly kind: 'version' };

/**
 * Understands `leitstand NOUN VERB [OPERANDS] [OPTIONS]`; options may stand anywhere.
 * @throws Failure (usage) naming the word that does not fit
 */
export function parse(words: readonly string[], commands: readonly Command[]): Parsed {
  const every = [
    ...GLOBAL_OPTIONS,
    FORMAT_OPTION,
    FIELDS_OPTION,
    ...commands.flatMap(({ options }) => options),
  ];
  const loose = parseArgs({
    args: [...words],
    options: { ...config(every), version: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  });
  if (loose.values.token !== undefined) {
    throw usage(
      'A token on the command line shows in the list of processes.',
      'Set LEITSTAND_TOKEN, or give the file that holds it: --token-file FILE',
    );
  }
  if (loose.values.version) return { kind: 'version' };
  const [noun, verb] = loose.positionals;
  if (loose.values.help || words.length === 0) return { kind: 'help', topic: loose.positionals };
  if (noun === undefined) throw usage('Which command?', 'See leitstand -h');
  const command = find(commands, noun, verb);
  const { values, operands } = strictly(words, command);
  const options = new Options(values);
  return {
    kind: 'run',
    command,
    operands: checkOperands(command, operands),
    options,
    format: formatOf(command, options),
  };
}

function find(commands: readonly Command[], noun: string, verb: string | undefined): Command {
  const ofNoun = commands.filter((command) => command.noun === noun);
  const found = ofNoun.find((command) => command.verb === null || command.verb === verb);
  if (found) return found;
  if (ofNoun.length === 0)
    throw usage(
      `There is no command "${noun}".`,
      `Nouns: ${[...new Set(commands.map((command) => command.noun))].join(', ')}`,
    );
  const verbs = `Verbs of ${noun}: ${ofNoun.map((command) => command.verb).join(', ')}`;
  throw verb === undefined
    ? usage(`What about "${noun}"?`, verbs)
    : usage(`There is no command "${noun} ${verb}".`, verbs);
}

/** The options that a command accepts, its own first. */
export function optionsOf(command: Command): OptionSpec[] {
  const formats = command.formats.length > 0 ? [FORMAT_OPTION] : [];
  const fields = command.formats.includes('json') ? [FIELDS_OPTION] : [];
  return [...command.options, ...formats, ...fields, ...GLOBAL_OPTIONS];
}

function strictly(words: readonly string[], command: Command) {
  const accepted = optionsOf(command);
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: config(accepted),
      strict: true,
      allowPositionals: true,
    });
    checkChoices(accepted, new Options(values));
    return { values, operands: positionals.slice(command.verb === null ? 1 : 2) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw usage(
      `${nameOf(command)}: ${firstSentence(message)}`,
      `See leitstand ${nameOf(command)} -h`,
    );
  }
}

function checkChoices(accepted: readonly OptionSpec[], options: Options): void {
  for (const { name, choices } of accepted) {
    const wrong = choices && options.all(name).find((value) => !choices.includes(value));
    if (wrong !== undefined)
      throw usage(`--${name} cannot be "${wrong}".`, `Possible: ${choices?.join(', ')}`);
  }
}

function firstSentence(message: string): string {
  const sentence = message.split(/\. |\n/)[0] ?? message;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function config(options: readonly OptionSpec[]): ParseArgsOptionsConfig {
  const entries = options.map(({ name, short, value, many }) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, { type, multiple: many === true, ...(short ? { short } : {}) }] as const;
  });
  return Object.fromEntries(entries);
}

function checkOperands(command: Command, operands: readonly string[]): readonly string[] {
  const needed = command.operands.filter(({ optional }) => !optional);
  const most = command.operands.some(({ many }) => many) ? Infinity : command.operands.length;
  const missing = needed[operands.length];
  if (missing)
    throw usage(`${nameOf(command)} needs ${missing.name}.`, `See leitstand ${nameOf(command)} -h`);
  if (operands.length > most)
    throw usage(
      `${nameOf(command)} does not know what to do with "${operands[most]}".`,
      `See leitstand ${nameOf(command)} -h`,
    );
  return operands;
}

function formatOf(command: Command, options: Options): Format {
  const wanted = options.text('output') ?? (options.has('json') ? 'json' : undefined);
  const found =
    wanted === undefined
      ? (command.formats[0] ?? 'table')
      : command.formats.find((format) => format === wanted);
  if (!found)
    throw usage(
      `${nameOf(command)} cannot print "${wanted}".`,
      `-o takes ${command.formats.join(', ')}`,
    );
  if (options.has('json') && found !== 'json')
    throw usage(`--json prints JSON; -o ${found} does not go with it.`);
  return found;
}
