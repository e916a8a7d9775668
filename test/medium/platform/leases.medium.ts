import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  assertHeld,
  LeaseLost,
  Leases,
  type Lease,
} from '../../../apps/api/src/platform/background/leases.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { Timers } from '../../../apps/api/src/platform/kernel/timers.js';
import { lockIsWaitedFor } from '../../harness/lock-waits.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';

const TTL = { ttl: 30_000 };
const scope = systemScope('test', []);

/** Renewals come when the test says so. */
class CalledTimers extends Timers {
  readonly due: (() => void)[] = [];

  after(_ms: number, then: () => void): () => void {
    this.due.push(then);
    return () => void this.due.splice(this.due.indexOf(then), 1);
  }
}

let test: TestDatabase;
let database: Database;
let owner: pg.Client;
let timers: CalledTimers;
let leases: Leases;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, 10, () => undefined));
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  await owner.query('truncate leases, clock_shift; delete from heartbeats');
  timers = new CalledTimers();
  leases = new Leases(database, timers);
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await test.drop();
});

const shift = (interval: string) =>
  owner.query(
    `insert into clock_shift (shift) values ($1) on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`,
    [interval],
  );
const recordUnder = (lease: Lease, work: (tx: Tx) => Promise<unknown>) =>
  database.transaction(scope, async (tx) => {
    await assertHeld(tx, lease);
    await work(tx);
  });
const note = (lease: Lease, process: string) =>
  recordUnder(lease, (tx) => tx.insertInto('heartbeats').values({ process }).execute());
const notes = async () =>
  (
    await owner.query<{ process: string }>('select process from heartbeats order by process')
  ).rows.map(({ process }) => process);
const secondsLeft = async () =>
  (
    await owner.query<{ left: number }>(
      'select extract(epoch from expires_at - leitstand_now())::float8 as left from leases',
    )
  ).rows[0]?.left ?? 0;

/** A holder that stops in the middle of its work, as if its process hung. */
async function hanging(): Promise<{ lease: Lease; end: () => void; ended: Promise<unknown> }> {
  let end = () => undefined as void;
  const stopped = new Promise<void>((resolve) => (end = resolve));
  const [lease, ended] = await new Promise<[Lease, Promise<unknown>]>((resolve) => {
    const all: Promise<unknown> = leases.hold(scope, 'test.work', TTL, (held) => {
      queueMicrotask(() => resolve([held, all]));
      return stopped;
    });
  });
  return { lease, end, ended };
}

/** A holder whose process was killed: nothing renews its lease, nothing releases it. */
async function killed(): Promise<Lease> {
  const { lease } = await hanging();
  timers.due.length = 0;
  return lease;
}

describe('a lease', () => {
  it('is held by one at a time, and free at once when the work ends, also badly', async () => {
    const first = await hanging();
    expect(await leases.hold(scope, 'test.work', TTL, () => Promise.resolve(1))).toEqual({
      held: false,
    });
    expect(await leases.hold(scope, 'test.other', TTL, () => Promise.resolve(2))).toEqual({
      held: true,
      value: 2,
    });
    first.end();
    await first.ended;
    const failing = leases.hold(scope, 'test.work', TTL, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(
      await leases.hold(scope, 'test.work', TTL, ({ fence }) => Promise.resolve(fence)),
    ).toEqual({ held: true, value: 3 });
  });

  it('goes to exactly one of many who want it at the same time', async () => {
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const all = Array.from({ length: 8 }, () => leases.hold(scope, 'test.work', TTL, work));
    const ended: boolean[] = [];
    for (const one of all) void one.then(({ held }) => ended.push(held));
    while (ended.length < 7) await turn();
    expect(ended).toEqual(Array.from({ length: 7 }, () => false));
    ends[0]?.();
    expect((await Promise.all(all)).filter(({ held }) => held)).toHaveLength(1);
  });

  it('of a holder that was killed goes to the next one after it expired, not before', async () => {
    const dead = await killed();
    await shift('29 seconds');
    const next = () =>
      leases.hold(scope, 'test.work', TTL, async (lease) => {
        await note(lease, 'next');
        return lease.fence;
      });
    expect(await next()).toEqual({ held: false });
    await shift('2 seconds');
    expect(await next()).toEqual({ held: true, value: dead.fence + 1 });
    expect(await notes()).toEqual(['next']);
  });

  it('is renewed while the work goes on', async () => {
    const holder = await hanging();
    await shift('20 seconds');
    expect(await secondsLeft()).toBeLessThan(11);
    timers.due.shift()?.();
    while ((await secondsLeft()) < 20) await turn();
    await note(holder.lease, 'renewed');
    holder.end();
    await holder.ended;
    expect(await notes()).toEqual(['renewed']);
  });
});

describe('what a holder records', () => {
  it('is refused whole once the lease expired', async () => {
    const lease = await killed();
    await note(lease, 'in time');
    await shift('31 seconds');
    await expect(note(lease, 'too late')).rejects.toThrow(LeaseLost);
    expect(await notes()).toEqual(['in time']);
  });

  it('is refused when somebody else held the lease meanwhile, whether that one is still at it or not', async () => {
    const slow = await killed();
    await shift('31 seconds');
    const next = await hanging();
    await expect(note(slow, 'slow')).rejects.toThrow(LeaseLost);
    next.end();
    await next.ended;
    await expect(note(slow, 'slow')).rejects.toThrow(LeaseLost);
    await expect(note(next.lease, 'released')).rejects.toThrow(LeaseLost);
    expect(await notes()).toEqual([]);
  });

  it('and begins before the lease expires is there for the next holder, who waits for it', async () => {
    const lease = await killed();
    const seen: string[] = [];
    let expired = () => undefined as void;
    const next = new Promise<void>((resolve) => (expired = resolve)).then(() =>
      leases.hold(scope, 'test.work', TTL, async () => void seen.push(...(await notes()))),
    );
    await recordUnder(lease, async (tx) => {
      await tx.insertInto('heartbeats').values({ process: 'just in time' }).execute();
      await shift('31 seconds');
      expired();
      await lockIsWaitedFor(owner);
    });
    await next;
    expect(seen).toEqual(['just in time']);
  });
});

describe('the clock of leases', () => {
  it("is PostgreSQL's own, and cannot be moved by the application", async () => {
    await expect(
      database.transaction(scope, (tx) =>
        tx
          .insertInto('clock_shift' as never)
          .values({ shift: '1 hour' } as never)
          .execute(),
      ),
    ).rejects.toThrow('permission denied');
    const { rows } = await owner.query<{ same: boolean }>(
      `select leitstand_now() - clock_timestamp() < interval '1 second' as same`,
    );
    expect(rows).toEqual([{ same: true }]);
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
