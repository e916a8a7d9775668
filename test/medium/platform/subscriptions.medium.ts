import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { sql } from 'kysely';
import pg from 'pg';
import pino from 'pino';
import type { PinoLogger } from 'nestjs-pino';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { ThisProcess } from '../../../apps/api/src/platform/background/this-process.js';
import { HeartbeatTicker } from '../../../apps/api/src/platform/health/heartbeat.ticker.js';
import { SignsOfLife } from '../../../apps/api/src/platform/health/signs-of-life.js';
import { TaskMarks } from '../../../apps/api/src/platform/background/task-marks.js';
import type { TaskRegistry } from '../../../apps/api/src/platform/background/task-registry.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { databaseNow } from '../../../apps/api/src/platform/db/database-clock.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import { QueueProbe } from '../../../apps/api/src/platform/health/queue-probe.js';
import { StatusBoard } from '../../../apps/api/src/platform/health/status-board.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { declareEvent } from '../../../apps/api/src/platform/kernel/event.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { OutboxWorkerModule } from '../../../apps/api/src/platform/outbox/outbox.module.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import { SubscriptionCursors } from '../../../apps/api/src/platform/outbox/subscription-cursors.js';
import { SubscriptionMetrics } from '../../../apps/api/src/platform/outbox/subscription-metrics.js';
import {
  Subscribes,
  type EventHandler,
  type OccurredEvent,
  type SubscriptionOptions,
} from '../../../apps/api/src/platform/outbox/subscription.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SubscriptionsTicker } from '../../../apps/api/src/platform/outbox/subscriptions.ticker.js';
import { WakeTasksSubscription } from '../../../apps/api/src/platform/outbox/wake-tasks.subscription.js';
import type { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner } from '../../harness/actors.js';
import { outboxSettled } from '../../harness/outbox-settled.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { World, type WorldWorker } from '../../harness/world.js';

const about = { summary: 'A test did something.', ids: 'names', audience: null };
const happened = declareEvent({ name: 'test.happened', ...about });
const ignored = declareEvent({ name: 'test.ignored', ...about });

/** What the subscriptions of this test write. */
const HANDLED = `create table handled (n serial, subscription text, event text);
  grant insert, select on handled to leitstand_app;
  grant usage on sequence handled_n_seq to leitstand_app`;

const clock = new SystemClock();
const outbox = new Outbox();
const cursors = new SubscriptionCursors(outbox);
const scope = systemScope('test', ['CH', 'DE']);

let test: { database: TestDatabase };
let database: Database;
let scopes: SystemScopes;

beforeAll(async () => {
  test = { database: await createTestDatabase() };
  database = new Database(createPool(test.database.appUrl, 10, () => undefined));
  scopes = new SystemScopes(database);
  await asOwner(test, (client) => client.query(HANDLED));
});
beforeEach(() =>
  owner(
    'delete from outbox; delete from subscription_cursors; delete from handled; delete from heartbeats; delete from clock_shift',
  ),
);
afterAll(async () => {
  await database.close();
  await test.database.drop();
});

const owner = (statements: string) =>
  asOwner(test, async (client) => void (await client.query(statements)));
const emit = async (...ids: string[]) => {
  await database.transaction(scope, (tx) =>
    outbox.append(tx, ...ids.map((id) => happened.of([id], 'DE'))),
  );
  await asOwner(test, outboxSettled);
};
const handled = (subscription: string, where: { database: TestDatabase } = test) =>
  asOwner(where, async (client) => {
    const { rows } = await client.query<{ event: string }>(
      'select event from handled where subscription = $1 order by n',
      [subscription],
    );
    return rows.map(({ event }) => event);
  });

interface Given {
  readonly options: SubscriptionOptions;
  readonly handler: EventHandler;
}

interface WritingOptions {
  readonly from?: 'beginning' | 'now';
  /** the event that it cannot handle */
  readonly poison?: () => string | null;
  readonly before?: (event: string) => void;
}

/** A subscription that writes what it is given, through the transaction that it is given. */
function writing(name: string, { from, poison, before }: WritingOptions = {}): Given {
  const handler = {
    async handle(tx: Tx, { ids: [id = ''] }: OccurredEvent) {
      before?.(id);
      await sql`insert into handled (subscription, event) values (${name}, ${id})`.execute(tx);
      if (id === poison?.()) throw new Error(`${id} is poison`);
    },
  };
  return { options: { name, to: [happened], ...(from ? { from } : {}) }, handler };
}

/** The same as a class that a worker finds by its decorator. */
function subscriber({ options, handler }: Given): Type<EventHandler> {
  class Subscriber implements EventHandler {
    handle(tx: Tx, event: OccurredEvent): Promise<void> {
      return handler.handle(tx, event);
    }
  }
  Subscribes(options)(Subscriber);
  return Subscriber;
}

/** A worker that has these subscriptions. */
function worker(...given: readonly Given[]): { run(): Promise<void> } {
  const discovery = {
    getProviders: () => given.map(({ handler, options }) => ({ instance: handler, options })),
    getMetadataByDecorator: (_: unknown, { options }: Given) => options,
  } as unknown as DiscoveryService;
  const log = pino({ enabled: false }) as unknown as PinoLogger;
  const metrics = new SubscriptionMetrics(clock);
  const ticker = new SubscriptionsTicker(
    discovery,
    database,
    scopes,
    outbox,
    cursors,
    metrics,
    log,
  );
  return { run: () => ticker.run(new AbortController().signal) };
}

/** As the process that has these servers sees it. */
async function queueState(
  itsDatabase = database,
  itsScopes = scopes,
): Promise<{ state: string; message: string | null } | undefined> {
  const board = new StatusBoard(clock);
  const marks = new TaskMarks(itsDatabase, new ThisProcess());
  new QueueProbe(board, itsDatabase, itsScopes, cursors, marks).onModuleInit();
  await board.onApplicationBootstrap();
  board.onApplicationShutdown();
  return board.all().find(({ name }) => name === 'queue');
}

const names = (count: number, prefix = '') =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}`);

describe('a subscription', () => {
  it('is given every event of its kind once, in order, over many batches, and no other', async () => {
    await emit(...names(150));
    await database.transaction(scope, (tx) => outbox.append(tx, ignored.of(['x'], null)));
    await emit(...names(150, 'later-'));
    const one = worker(writing('a.one'));
    await one.run();
    await one.run();
    expect(await handled('a.one')).toEqual([...names(150), ...names(150, 'later-')]);
  });

  it('is given what commits late in its place, not never: two workers, writers at the same time', async () => {
    const workers = [
      worker(writing('a.one'), writing('a.two')),
      worker(writing('a.one'), writing('a.two')),
    ];
    const state = { busy: true };
    const write = async (writer: number) => {
      for (let n = 0; n < 20; n += 1)
        await database.transaction(scope, async (tx) => {
          await outbox.append(tx, happened.of([`${writer}-${n}-a`], 'DE'));
          await sql`select pg_sleep(${((writer * 7 + n * 3) % 11) / 1000})`.execute(tx);
          await outbox.append(tx, happened.of([`${writer}-${n}-b`], 'DE'));
        });
    };
    const reading = workers.map(async (one) => {
      while (state.busy) await one.run();
    });
    await Promise.all(names(5).map((_, writer) => write(writer)));
    state.busy = false;
    await Promise.all(reading);
    await asOwner(test, outboxSettled);
    await workers[0]?.run();
    const order = await asOwner(test, async (client) =>
      (
        await client.query<{ id: string }>('select ids->>0 as id from outbox order by tx, id')
      ).rows.map(({ id }) => id),
    );
    expect(order).toHaveLength(200);
    expect([await handled('a.one'), await handled('a.two')]).toEqual([order, order]);
  });

  it('begins with what is kept when it is new, or with what comes', async () => {
    await emit('old');
    const both = worker(writing('a.all'), writing('a.new', { from: 'now' }));
    await both.run();
    await emit('young');
    await both.run();
    expect([await handled('a.all'), await handled('a.new')]).toEqual([['old', 'young'], ['young']]);
  });

  it('that is declared twice stops the worker', async () => {
    await expect(worker(writing('a.one'), writing('a.one')).run()).rejects.toThrow(
      'subscription declared more than once: a.one',
    );
  });
});

describe('an event that fails', () => {
  const tries: number[] = [];
  let poison: string | null = '2';
  let world: World;
  let worker: WorldWorker;

  beforeAll(async () => {
    const one = writing('a.one', {
      poison: () => poison,
      before: (id) => void (id === '2' && tries.push(world.now)),
    });
    world = await World.begin({
      modules: [PlatformModule, AuditModule, BackgroundWorkerModule, OutboxWorkerModule],
      providers: [one, writing('a.two')].map(subscriber),
    });
    await asOwner(world, (client) => client.query(HANDLED));
    worker = await world.worker();
  });
  afterAll(() => world.close());

  const cursor = () =>
    asOwner(world, async (client) => {
      const { rows } = await client.query<{ failures: number; last_error: string | null }>(
        `select failures, last_error from subscription_cursors where name = 'a.one'`,
      );
      return rows[0];
    });

  it('is taken back, tried again later and later, and holds up its own subscription only', async () => {
    await world.advance('5s');
    await worker
      .get(Database)
      .transaction(scope, (tx) =>
        outbox.append(tx, ...names(4).map((id) => happened.of([id], 'DE'))),
      );
    await world.advance('40s');
    expect([await handled('a.one', world), await handled('a.two', world)]).toEqual([
      names(2),
      names(4),
    ]);
    const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(waits).toHaveLength(5);
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(1000 * 2 ** i + 1000); // it looks once a second
    });
    expect(await cursor()).toEqual({ failures: 6, last_error: '2 is poison' });
    expect(await queueState(worker.get(Database), worker.get(SystemScopes))).toMatchObject({
      state: 'degraded',
      message: expect.stringMatching(/^events have waited for (39|40|41) s for a\.one$/),
    });
    poison = null;
    await world.advance('40s');
    expect([
      await handled('a.one', world),
      await cursor(),
      (await queueState(worker.get(Database), worker.get(SystemScopes)))?.state,
    ]).toEqual([names(4), { failures: 0, last_error: null }, 'up']);
  }, 30_000);
});

describe('the outbox', () => {
  const kept = () =>
    asOwner(test, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'select ids->>0 as id from outbox order by tx, id',
      );
      return rows.map(({ id }) => id);
    });
  const prune = () =>
    database.transaction(scope, async (tx) => cursors.prune(tx, await databaseNow(tx)));

  it('keeps a day, and whatever a subscription has still before it; one that nobody runs any more holds nothing', async () => {
    const stuck = worker(writing('a.one', { poison: () => '1' }), writing('a.two'));
    await emit(...names(3));
    await stuck.run();
    await prune();
    expect(await kept()).toEqual(names(3));
    await owner(`insert into clock_shift (shift) values ('25 hours')`);
    await prune();
    expect(await kept()).toEqual(['1', '2']);
    await owner(`update clock_shift set shift = '8 days'`);
    await prune();
    expect(await kept()).toEqual(['1', '2']); // everything stood still for a week: nobody is forgotten
    await worker(writing('a.two')).run();
    await prune();
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['', false],
    [', while somebody else’s transaction is open', true],
  ])(
    'goes on in order after a dump was restored into another cluster, whose transactions begin anew%s',
    async (_, isHeld) => {
      const both = worker(writing('a.one', { poison: () => '2' }), writing('a.two'));
      await emit(...names(4));
      await both.run();
      await owner(`alter table outbox disable trigger all;
      update outbox set tx = ((tx::text)::bigint + 1000000000)::text::xid8;
      update subscription_cursors set tx = ((tx::text)::bigint + 1000000000)::text::xid8, next_try_at = null`);
      await emit('4');
      const elsewhere = new pg.Client(process.env.LEITSTAND_TEST_POSTGRES_URL);
      await elsewhere.connect();
      // What is younger than it is not settled, in whatever database.
      if (isHeld) await elsewhere.query('begin; select pg_current_xact_id()');
      await worker(writing('a.one'), writing('a.two')).run();
      await elsewhere.end();
      await asOwner(test, outboxSettled);
      await worker(writing('a.one'), writing('a.two')).run();
      expect([await handled('a.one'), await handled('a.two'), await kept()]).toEqual([
        names(5),
        names(5),
        names(5),
      ]);
    },
  );
});

describe('tasks that wait for an event', () => {
  const registry = {
    tasksWokenBy: (event: string) => (event === happened.name ? ['a.task', 'b.task'] : []),
  } as unknown as TaskRegistry;
  const options = { name: 'background.wake-tasks', to: 'every event' } as const;

  it('are woken once a batch is committed, and go without when the queue is unavailable', async () => {
    const woken: string[] = [];
    let queueWorks = true;
    const wake = (task: string) => {
      if (!queueWorks) return Promise.reject(new Error('redis is unavailable'));
      woken.push(task);
      return Promise.resolve();
    };
    const handler = new WakeTasksSubscription(registry, { wake } as unknown as JobQueue);
    const waking = worker({ options, handler }, writing('a.one'));
    await emit('1', '2');
    await waking.run();
    expect(woken).toEqual(['a.task', 'b.task']);
    queueWorks = false;
    await emit('3');
    await waking.run();
    expect([woken.length, await handled('a.one')]).toEqual([2, ['1', '2', '3']]);
    queueWorks = true;
    await emit('4');
    await waking.run();
    expect(woken).toHaveLength(4);
  });
});

describe('a task that fails', () => {
  it('shows on the status board until it ends well, and other tasks do not hide it', async () => {
    const marks = new TaskMarks(database, new ThisProcess());
    await marks.set('slos.publish-rules', 'completed');
    await marks.set('slos.publish-rules', 'failed');
    await marks.set('slos.fill-ledger', 'completed');
    expect(await queueState()).toMatchObject({
      state: 'degraded',
      message: 'the last run of slos.publish-rules failed',
    });
    await marks.set('slos.publish-rules', 'completed');
    expect((await queueState())?.state).toBe('up');
  });

  it('in one worker shows although it goes well in another, until that worker is gone', async () => {
    const ill = new ThisProcess();
    const [failing, well] = [ill, new ThisProcess()].map((own) => new TaskMarks(database, own));
    const beat = new HeartbeatTicker(new SignsOfLife(database), clock, ill);
    await beat.run();
    await failing?.set('slos.publish-rules', 'failed');
    await well?.set('slos.publish-rules', 'completed');
    expect((await queueState())?.message).toBe('the last run of slos.publish-rules failed');
    await owner(
      `update heartbeats set at = at - interval '31 seconds' where process like 'worker %'`,
    );
    expect((await queueState())?.state).toBe('up');
  });
});
