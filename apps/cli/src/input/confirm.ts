import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { usage } from '../failure/failure.js';
import type { Options } from '../options/options.js';
import type { Terminal } from '../output/terminal.js';

/** Where and how somebody can be asked. */
interface Asking {
  readonly options: Options;
  readonly terminal: Terminal;
}

/**
 * Asks before something is lost, unless --yes was given.
 * @param what the sentence that says what will happen
 * @throws Failure (usage) when the person says no, or when nobody is there to be asked
 */
export async function confirm({ options, terminal }: Asking, what: string): Promise<void> {
  if (options.has('yes')) return;
  if (!terminal.canAsk)
    throw usage(what, 'Nothing was done: nobody is here to be asked. Add --yes to do it.');
  terminal.complain(`${what} Continue? [y/N]`);
  const answer = await nextLine(terminal.streams.stdin);
  if (!/^y(es)?$/i.test(answer.trim())) throw usage('Cancelled; nothing was changed.');
}

/** The next line, or nothing when the input ends. */
async function nextLine(input: Readable): Promise<string> {
  const lines = createInterface({ input, terminal: false });
  try {
    return await new Promise((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
  } finally {
    lines.close();
  }
}
