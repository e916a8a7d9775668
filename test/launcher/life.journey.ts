import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  dataDirectory,
  eventually,
  freePortBase,
  Launched,
  lives,
  recorded,
  type Identity,
} from './launched.js';

// The real program with its real servers, twice on the same data.
describe('the life of an instance', () => {
  const data = dataDirectory();
  let base: number;
  const start = () =>
    Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
    });

  beforeAll(async () => {
    base = await freePortBase();
  });
  afterAll(() => data.remove());

  it('gets ready, and leaves nothing behind when it is killed outright', async () => {
    const launched = start();
    const ready = await launched.says('ready: ', 120);
    expect(ready).toBe(`ready: http://127.0.0.1:${base}`);
    expect(launched.lines.at(-1)).toBe(ready);
    expect(launched.output).toContain(
      `one-time admin link: http://127.0.0.1:${base}/first-run?token=`,
    );
    expect((await fetch(`http://127.0.0.1:${base}/readyz`)).status).toBe(200);
    expect(statSync(join(data.run, 'environment.json')).mode & 0o077).toBe(0);

    const processes = recorded(data.run);
    expect(processes.length).toBeGreaterThanOrEqual(8);
    launched.child.kill('SIGKILL');
    await eventually(() => processes.every((identity) => !lives(identity)), 30);
    await eventually(() => readdirSync(data.run).length === 0, 30);
  }, 180_000);

  it('starts again on the same data, brings a killed server back, and ends in order on SIGTERM', async () => {
    const identifier = clusterIdentity();
    const launched = start();
    await launched.says('ready: ', 120);
    expect(clusterIdentity()).toBe(identifier);

    const first = recordOf('redis');
    if (!first) throw new Error('redis has no record');
    process.kill(first.pid, 'SIGKILL');
    await eventually(() => isAnother(first, recordOf('redis')), 20);

    const processes = recorded(data.run);
    launched.child.kill('SIGTERM');
    expect(await launched.exitCode()).toBe(0);
    expect(processes.filter(lives)).toEqual([]);
    expect(readdirSync(data.run)).toEqual([]);
    expect(launched.lines.at(-1)).toBe('leitstand: stopped; the data are kept');
  }, 240_000);

  /** One look at a server's record; null at the moment between the end of one process and the start of the next. */
  function recordOf(name: string): Identity | null {
    try {
      return (
        JSON.parse(readFileSync(join(data.run, `${name}.pid`), 'utf8')) as { identity: Identity }
      ).identity;
    } catch {
      return null;
    }
  }

  function isAnother(first: Identity, now: Identity | null): boolean {
    return now !== null && now.pid !== first.pid && lives(now);
  }

  /** A cluster keeps this file's times as long as it is the same cluster. */
  function clusterIdentity(): number {
    return statSync(join(data.dir, 'postgres', 'PG_VERSION')).ino;
  }
});
