import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataDirectory, identityOf } from './launched.js';

type WithLock = <T>(
  file: string,
  work: () => Promise<T>,
  waits?: (pid: number) => void,
) => Promise<T>;

describe('work that two starts must not do at once', () => {
  let data: ReturnType<typeof dataDirectory>;
  let file: string;
  let withLock: WithLock;

  beforeEach(async () => {
    data = dataDirectory();
    file = join(data.dir, 'dist/.lock');
    ({ withLock } = (await import(pathToFileURL(resolve('scripts/lib/lock.mjs')).href)) as {
      withLock: WithLock;
    });
  });
  afterEach(() => data.remove());

  it('is done one after the other, and who waits is told for whom', async () => {
    const said: string[] = [];
    let finish = () => {};
    const first = withLock(file, async () => {
      await new Promise<void>((done) => (finish = done));
      said.push('first');
    });
    const second = withLock(
      file,
      () => Promise.resolve(void said.push('second')),
      (pid) => {
        said.push(`waits for ${pid}`);
        finish();
      },
    );
    await Promise.all([first, second]);
    expect(said).toEqual([`waits for ${process.pid}`, 'first', 'second']);
    expect(readdirSync(join(data.dir, 'dist'))).toEqual([]);
  });

  it('gives the lock back when the work fails', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    [
      'whose holder is dead',
      JSON.stringify({ identity: { ...identityOf(process.pid), start: '1' } }),
    ],
    ['that is torn', '{"identity":{"pi'],
  ])('takes a lock %s', async (_name, text) => {
    await withLock(file, () => Promise.resolve());
    writeFileSync(file, text);
    expect(await withLock(file, () => Promise.resolve('done'))).toBe('done');
  });
});
