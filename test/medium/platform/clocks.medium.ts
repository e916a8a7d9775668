import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ThisProcess } from '../../../apps/api/src/platform/background/this-process.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { ClockProbe } from '../../../apps/api/src/platform/health/clock-probe.js';
import { HeartbeatTicker } from '../../../apps/api/src/platform/health/heartbeat.ticker.js';
import { SignsOfLife } from '../../../apps/api/src/platform/health/signs-of-life.js';
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

describe('of several workers', () => {
  const says = (process: string, clock: string) =>
    owner(
      `insert into heartbeats (process, at, clock) values ('worker ${process}', leitstand_now(), ${clock})
       on conflict (process) do update set at = excluded.at, clock = excluded.clock`,
    );
  const right = () => says('left:1 0a', 'now()');
  const wrong = (by: string) => says('right:2 0b', `now() ${by}`);

  it.each(['+ 300', '- 300', '+ 8640000'])(
    'the one that is wrong is named, whoever spoke last (%s s)',
    async (shift) => {
      const by = `${shift} * interval '1 second'`;
      for (const turn of [wrong, right, wrong, right]) {
        await turn(by);
        if (turn === right) await wrong(by);
        await right();
        expect(await look()).toMatchObject({
          state: 'degraded',
          detail: { code: 'clocks-differ', names: ['worker right:2'] },
        });
      }
    },
  );

  it('the worst is told first, and one that is gone not at all', async () => {
    await right();
    await wrong(`+ interval '6 minutes'`);
    await says('far:3 0c', `now() + interval '100 days'`);
    expect((await look()).detail?.names).toEqual(['worker far:3', 'worker right:2']);
    await owner(`update heartbeats set at = at - interval '1 minute' where process like '%far%'`);
    expect((await look()).detail?.names).toEqual(['worker right:2']);
    await owner(`update heartbeats set at = at - interval '1 minute' where process like '%right%'`);
    expect((await look()).state).toBe('up');
  });

  it('a clock near the limit is told of steadily: what is apart is so until it is clearly not', async () => {
    await right();
    const at = async (seconds: number) => {
      await wrong(`+ interval '${seconds} seconds'`);
      return (await look()).state;
    };
    const states = [];
    for (const seconds of [275, 290, 275, 300, 275, 260, 275]) states.push(await at(seconds));
    const [up, degraded] = ['up', 'degraded'];
    expect(states).toEqual([up, degraded, degraded, degraded, degraded, up, up]);
  });

  it('each says for itself that it lives, and forgets those that are long gone', async () => {
    await owner(
      `insert into heartbeats (process, at) values ('worker gone:9 0d', leitstand_now() - interval '2 hours'),
         ('task long.ago completed', leitstand_now() - interval '2 hours')`,
    );
    const database = test.app.get(Database, { strict: false });
    const clock = { now: () => new Date() };
    const one = new HeartbeatTicker(new SignsOfLife(database), clock, new ThisProcess());
    const other = new HeartbeatTicker(new SignsOfLife(database), clock, new ThisProcess());
    for (const ticker of [one, other, one]) await ticker.run();
    const rows = await asOwner(test, (client) =>
      client.query<{ process: string }>('select process from heartbeats order by process'),
    );
    const processes = rows.rows.map(({ process: name }) => name);
    expect(processes).toHaveLength(2);
    expect(processes.every((name) => name.startsWith('worker '))).toBe(true);
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
