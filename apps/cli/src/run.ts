import { createApi } from './api/client.js';
import type { Call } from './command/command.js';
import { COMMANDS } from './commands.js';
import { connect, type Connection } from './connection/connection.js';
import { EXIT, type ExitCode } from './failure/exit-code.js';
import { Failure } from './failure/failure.js';
import { helpOn } from './command/help-text.js';
import { parse, type Parsed } from './command/parse.js';
import { safeText } from './output/safe-text.js';
import { Terminal, type Streams } from './output/terminal.js';
import { version } from './version.js';

/**
 * Does what the words ask for.
 * @param words the command line without program names
 * @returns the exit code; expected failures are told on stderr, anything else is thrown
 */
export async function run(words: readonly string[], streams: Streams): Promise<ExitCode> {
  let flags: readonly string[] = [];
  try {
    const parsed = parse(words, COMMANDS);
    if (parsed.kind === 'run') flags = parsed.command.options.map(({ name }) => name);
    return await act(parsed, streams);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const terminal = new Terminal(streams, false, true);
    terminal.complain(`${terminal.talkStyle('leitstand:', 'bad')} ${safeText(error.message)}`);
    for (const line of error.lines) terminal.complain(`  ${safeText(inFlags(line, flags))}`);
    return error.exitCode;
  }
}

/** A line about a field that is a flag of the command names that: `despiteFiring: …` is `--despite-firing: …`. */
function inFlags(line: string, flags: readonly string[]): string {
  const field = /^([A-Za-z]+): /.exec(line)?.[1] ?? '';
  const flag = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return flags.includes(flag) ? `--${flag}${line.slice(field.length)}` : line;
}

async function act(parsed: Parsed, streams: Streams): Promise<ExitCode> {
  if (parsed.kind !== 'run') {
    new Terminal(streams, false, true).data(
      parsed.kind === 'version' ? version() : helpOn(parsed.topic, COMMANDS),
    );
    return EXIT.OK;
  }
  const { command, operands, options, format } = parsed;
  const terminal = new Terminal(streams, options.has('quiet'), options.has('no-input'));
  let known: Connection | null = null;
  const connection = (): Connection => {
    if (known) return known;
    known = connect(options, streams.env);
    if (known.warning !== null)
      terminal.say(`${terminal.talkStyle('leitstand:', 'warn')} ${safeText(known.warning)}`);
    return known;
  };
  const call: Call = {
    operands,
    options,
    format,
    terminal,
    connection,
    api: (timeoutSeconds) => createApi(connection(), timeoutSeconds),
    commands: COMMANDS,
  };
  return command.run(call);
}
