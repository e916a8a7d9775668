import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirectory, freePortBase, Launched, type Identity } from './launched.js';

interface Seen {
  readonly name: string;
  readonly state: string;
  readonly detail: { readonly code: string } | null;
}

// Each process of the instance is stopped (SIGSTOP): it lives, holds its port, and answers nobody.
describe('a process that lives and does not answer', () => {
  const data = dataDirectory();
  let base: number;
  let launched: Launched;

  beforeAll(async () => {
    base = await freePortBase();
    launched = Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
    });
    await launched.says('ready: ', 150);
  }, 180_000);
  afterAll(async () => {
    launched.child.kill('SIGTERM');
    await launched.exitCode();
    data.remove();
  }, 60_000);

  const pid = (name: string) =>
    (JSON.parse(readFileSync(join(data.run, `${name}.pid`), 'utf8')) as { identity: Identity })
      .identity.pid;
  const livez = (port: number) =>
    fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(2000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  const component = async (name: string): Promise<Seen | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${base}/api/v1/status`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => null);
    const { components } = ((await answer?.json()) ?? { components: [] }) as {
      components: Seen[];
    };
    return components.find((one) => one.name === name);
  };
  const within = async (seconds: number, what: string, look: () => Promise<boolean>) => {
    const deadline = Date.now() + seconds * 1000;
    while (!(await look())) {
      if (Date.now() > deadline)
        throw new Error(`${what}: not within ${seconds} s\n${launched.output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  it('is told of by others within 15 s, ended and started again: the worker', async () => {
    process.kill(pid('worker'), 'SIGSTOP');
    await within(15, 'the status names the worker', async () => {
      const seen = await component('worker');
      return seen?.state === 'down' && seen.detail?.code === 'silent';
    });
    await within(60, 'the worker is back', async () => (await component('worker'))?.state === 'up');
    expect(launched.output).toMatch(/The worker has not answered for \d+ s: ending it/);
    expect(launched.output).toContain('The worker was ended by SIGKILL; starting it again');
  }, 90_000);

  it('is ended and started again though the console is its own: the API', async () => {
    const before = pid('api');
    process.kill(before, 'SIGSTOP');
    await within(60, 'the API is back', () => livez(base));
    expect(pid('api')).not.toBe(before);
    expect(launched.output).toMatch(/The API has not answered for \d+ s: ending it/);
  }, 90_000);

  it('is told of and not killed when it holds the data: PostgreSQL', async () => {
    const before = pid('postgres');
    process.kill(before, 'SIGSTOP');
    await launched.says('leitstand: PostgreSQL has not answered for', 60);
    process.kill(before, 'SIGCONT');
    await launched.says('leitstand: PostgreSQL answers again', 20);
    expect(pid('postgres')).toBe(before);
    await within(60, 'all is well', async () => (await component('postgres'))?.state === 'up');
  }, 120_000);
});
