import type { Api } from '../api/client.js';
import type { Connection } from '../connection/connection.js';
import type { ExitCode } from '../failure/exit-code.js';
import type { Format, OptionSpec, Options } from '../options/options.js';
import type { Terminal } from '../output/terminal.js';

/** One operand, in brackets where it may be left out. */
export interface OperandSpec {
  readonly name: string;
  readonly optional?: true;
  readonly many?: true;
  /** what completion asks the server for */
  readonly completes?: 'slo';
}

/** What a command works with once its words are understood. */
export interface Call {
  readonly operands: readonly string[];
  readonly options: Options;
  readonly format: Format;
  readonly terminal: Terminal;
  readonly connection: () => Connection;
  /** @param timeoutSeconds for what may take long; half a minute otherwise */
  readonly api: (timeoutSeconds?: number) => Api;
  readonly commands: readonly Command[];
}

/** `leitstand NOUN VERB`: one file each. */
export interface Command {
  readonly noun: string;
  /** null where the noun says it all */
  readonly verb: string | null;
  readonly summary: string;
  readonly operands: readonly OperandSpec[];
  readonly options: readonly OptionSpec[];
  /** what -o accepts, the first by default; empty where there is nothing to choose */
  readonly formats: readonly Format[];
  /** further paragraphs of the help */
  readonly notes: readonly string[];
  /** lines to try, the simplest first */
  readonly examples: readonly string[];
  run(call: Call): Promise<ExitCode>;
}

/** `slo list`, or the noun alone. */
export function nameOf({ noun, verb }: Pick<Command, 'noun' | 'verb'>): string {
  return verb === null ? noun : `${noun} ${verb}`;
}
