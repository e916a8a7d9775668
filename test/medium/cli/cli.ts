import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { run } from '../../../apps/cli/src/run.js';
import type { TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';

/** What a run of the program left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The program's words (with blanks between, or one by one) against a server; `input` is its standard input. */
export type Cli = (words: string | readonly string[], input?: string) => Promise<Ran>;

/** Puts the application under test on a port of this machine and gives its address. */
export async function listen({ app }: TestApp): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

/** `leitstand` as somebody with a token would call it, without any configuration file. */
export function cliOf(url: string, actor: Pick<TestActor, 'headers'> | null): Cli {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-cli-'));
  const token = actor?.headers.authorization?.replace('Bearer ', '');
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    LEITSTAND_URL: url,
    ...(token ? { LEITSTAND_TOKEN: token } : {}),
  };
  return async (words, input = '') => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await run(typeof words === 'string' ? words.split(' ') : words, {
      env,
      stdin: Readable.from([Buffer.from(input)]),
      stdout,
      stderr,
    });
    const [out, err] = await Promise.all(
      [stdout, stderr].map(async (stream) => (await stream.end().toArray()).join('')),
    );
    return { code, out: out ?? '', err: err ?? '' };
  };
}
