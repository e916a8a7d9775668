import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TaskMarks } from '../../../apps/api/src/platform/background/task-marks.js';
import type { TaskRegistry } from '../../../apps/api/src/platform/background/task-registry.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { QueueProbe } from '../../../apps/api/src/platform/health/queue-probe.js';
import { StatusBoard } from '../../../apps/api/src/platform/health/status-board.js';
import { isOutage } from '../../../apps/api/src/platform/kernel/outage.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { OutboxMetrics } from '../../../apps/api/src/platform/outbox/outbox-metrics.js';
import { OutboxRelayTicker } from '../../../apps/api/src/platform/outbox/outbox-relay.ticker.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import type { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { declareEvent } from '../../../apps/api/src/platform/kernel/event.js';

const happened = declareEvent({
  name: 'test.happened',
  summary: 'A test did something.',
  ids: 'names',
  audience: null,
});
const clock = new SystemClock();
const outbox = new Outbox();
/** Every event wakes both. */
const registry = {
  tasksWokenBy: () => ['slos.publish-rules', 'slos.fill-ledger'],
} as unknown as TaskRegistry;

let test: { database: TestDatabase };
let database: Database;
let scopes: SystemScopes;
let woken: string[];
let queueWorks: boolean;

beforeAll(async () => {
  test = { database: await createTestDatabase() };
  database = new Database(createPool(test.database.appUrl, 10, () => undefined));
  scopes = new SystemScopes(database);
});
beforeEach(async () => {
  [woken, queueWorks] = [[], true];
  await asOwner(
    test,
    async (client) => void (await client.query(`delete from outbox; delete from heartbeats`)),
  );
});
afterAll(async () => {
  await database.close();
  await test.database.drop();
});

const queue = {
  wake: (task: string) => {
    if (!queueWorks)
      return Promise.reject(
        Object.assign(new Error('redis is unavailable'), { code: 'ECONNREFUSED' }),
      );
    woken.push(task);
    return Promise.resolve();
  },
} as unknown as JobQueue;

const relay = (waking = queue) =>
  new OutboxRelayTicker(database, scopes, outbox, registry, waking, new OutboxMetrics(clock));
const happen = (count: number) =>
  database.transaction(systemScope('test', ['DE']), (tx) =>
    outbox.append(tx, ...Array.from({ length: count }, (_, n) => happened.of([String(n)], 'DE'))),
  );
const waiting = () =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from outbox where relayed_at is null')).rows[0].count,
    ),
  );

async function queueState(): Promise<{ state: string; message: string | null } | undefined> {
  const board = new StatusBoard(clock);
  new QueueProbe(board, database, scopes, outbox, new TaskMarks(database)).onModuleInit();
  await board.onApplicationBootstrap();
  board.onApplicationShutdown();
  return board.all().find(({ name }) => name === 'queue');
}

describe('the relay of the outbox', () => {
  it('wakes after every event, also of more than one batch', async () => {
    await happen(450);
    await relay().run();
    expect([await waiting(), woken.length]).toEqual([0, 6]);
  });

  it('keeps what nobody could be woken after, says so after half a minute, and wakes once the queue works again', async () => {
    await happen(3);
    queueWorks = false;
    expect(
      isOutage(
        await relay()
          .run()
          .catch((error: unknown) => error),
      ),
    ).toBe(true);
    expect(await waiting()).toBe(3);
    expect(await queueState()).toMatchObject({ state: 'up' });
    await asOwner(
      test,
      async (client) =>
        void (await client.query(`update outbox set at = now() - interval '1 minute'`)),
    );
    expect(await queueState()).toMatchObject({
      state: 'degraded',
      message: expect.stringMatching(/^events have waited for 6\d s$/),
    });
    queueWorks = true;
    await relay().run();
    expect([await waiting(), woken, (await queueState())?.state]).toEqual([
      0,
      ['slos.publish-rules', 'slos.fill-ledger'],
      'up',
    ]);
  });

  it('wakes again when it died between the queue and its note', async () => {
    await happen(1);
    const dying = {
      wake: (task: string) => {
        woken.push(task);
        return woken.length === 2 ? Promise.reject(new Error('died')) : Promise.resolve();
      },
    } as unknown as JobQueue;
    await expect(relay(dying).run()).rejects.toThrow('died');
    expect([await waiting(), woken.length]).toEqual([1, 2]);
    await relay().run();
    expect([await waiting(), woken.length]).toEqual([0, 4]);
  });

  it('run twice at once leaves nothing out and waits for nobody', async () => {
    await happen(450);
    await Promise.all([relay().run(), relay().run()]);
    expect(await waiting()).toBe(0);
    expect(new Set(woken)).toEqual(new Set(['slos.publish-rules', 'slos.fill-ledger']));
  });
});

describe('a task that fails', () => {
  it('shows on the status board until it ends well, and other tasks do not hide it', async () => {
    const marks = new TaskMarks(database);
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
});
