import { EXIT, type ExitCode } from './exit-code.js';

/** An expected failure on its way to the person at the terminal. */
export class Failure extends Error {
  override readonly name = 'Failure';

  /** @param lines further lines under the message, e.g. one for each field at fault */
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    readonly lines: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Wrong usage: nothing was asked of the server. */
export function usage(message: string, ...lines: readonly string[]): Failure {
  return new Failure(EXIT.USAGE, message, lines);
}
