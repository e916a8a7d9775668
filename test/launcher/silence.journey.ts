import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { componentOf, Instance, isLive, within } from './launched.js';

// Each process of the instance is stopped (SIGSTOP): it lives, holds its port, and answers nobody.
describe('a process that lives and does not answer', () => {
  const instance = new Instance();
  beforeAll(() => instance.begin({ LEITSTAND_SAMPLE: 'off' }, 150), 180_000);
  afterAll(() => instance.end(), 60_000);

  const pid = (name: string) => instance.pid(name);
  const component = (name: string) => componentOf(instance.base, name);
  const said = () => instance.launched.output;

  it('is told of by others within 15 s, ended and started again: the worker', async () => {
    process.kill(pid('worker'), 'SIGSTOP');
    await within(
      15,
      'the status names the worker',
      async () => {
        const seen = await component('worker');
        return seen?.state === 'down' && seen.detail?.code === 'silent';
      },
      said,
    );
    await within(
      60,
      'the worker is back',
      async () => (await component('worker'))?.state === 'up',
      said,
    );
    expect(instance.launched.output).toMatch(/The worker has not answered for \d+ s: ending it/);
    expect(instance.launched.output).toContain(
      'The worker was ended by SIGKILL; starting it again',
    );
  }, 90_000);

  it('is ended and started again though the console is its own: the API', async () => {
    const before = pid('api');
    process.kill(before, 'SIGSTOP');
    await within(60, 'the API is back', () => isLive(instance.base), said);
    expect(pid('api')).not.toBe(before);
    expect(instance.launched.output).toMatch(/The API has not answered for \d+ s: ending it/);
  }, 90_000);

  it('is told of and not killed when it holds the data: PostgreSQL', async () => {
    const before = pid('postgres');
    process.kill(before, 'SIGSTOP');
    await instance.launched.says('leitstand: PostgreSQL has not answered for', 60);
    process.kill(before, 'SIGCONT');
    await instance.launched.says('leitstand: PostgreSQL answers again', 20);
    expect(pid('postgres')).toBe(before);
    await within(
      60,
      'all is well',
      async () => (await component('postgres'))?.state === 'up',
      said,
    );
  }, 120_000);
});
