import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ClockProbe } from '../../../apps/api/src/platform/health/clock-probe.js';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(() => owner('truncate clock_shift; delete from heartbeats'));

const owner = (statement: string) => asOwner(test, (client) => client.query(statement));
const look = () => test.app.get(ClockProbe, { strict: false }).look();
const workerSays = (clock: string) =>
  owner(`insert into heartbeats (process, at, clock) values ('worker', leitstand_now(), ${clock})`);

describe('the status', () => {
  it('is content while all clocks agree, and does not judge by a worker that is silent', async () => {
    expect(await look()).toEqual({ state: 'up', message: null });
    await workerSays(`now() + interval '4 minutes'`);
    expect((await look()).state).toBe('up');
    await owner(
      `update heartbeats set at = now() - interval '1 minute', clock = now() - interval '3 hours'`,
    );
    expect((await look()).state).toBe('up');
  });

  it.each([
    ['worker', `now() + interval '100 days'`, null],
    ['worker', `now() - interval '100 days'`, null],
    ['postgres', 'now()', '100 days'],
  ])('says which one is wrong: %s', async (name, clock, shift) => {
    if (shift) await owner(`insert into clock_shift (shift) values ('${shift}')`);
    await workerSays(clock);
    const seen = await look();
    expect(seen).toMatchObject({
      state: 'degraded',
      detail: { code: 'clocks-differ', names: [name] },
    });
    expect(Math.abs((seen.detail?.seconds ?? 0) - 100 * 86_400)).toBeLessThan(60);
  });
});

describe('a database whose clock is ahead', () => {
  it('forgets neither sessions nor answers to repeated requests', async () => {
    const actor = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]);
    const invite = () =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/audit/verification',
        headers: { ...actor.headers, 'idempotency-key': 'once-and-once-only' },
      });
    const first = await invite();
    await owner(`insert into clock_shift (shift) values ('100 days')`);
    expect((await invite()).json()).toEqual(first.json());
    await owner(`update clock_shift set shift = '0'`);
    expect((await invite()).json()).toEqual(first.json());
  });
});
