import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { StatusBoard } from '../../../apps/api/src/platform/health/status-board.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { OutboxRelayTicker } from '../../../apps/api/src/platform/outbox/outbox-relay.ticker.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import type { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import type { JobName } from '../../../apps/api/src/platform/queue/job-names.js';
import { JobMarks } from '../../../apps/api/src/platform/queue/job-marks.js';
import type { JobRegistry } from '../../../apps/api/src/platform/queue/job-registry.js';
import { QueueMetrics } from '../../../apps/api/src/platform/queue/queue-metrics.js';
import { QueueProbe } from '../../../apps/api/src/platform/queue/queue-probe.js';
import { asOwner } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';

const clock = new SystemClock();
const outbox = new Outbox();
const silent = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
} as unknown as PinoLogger;
/** Every event rings both. */
const registry = {
  listeningTo: () => ['slos.publish-rules', 'slos.fill-ledger'],
} as unknown as JobRegistry;

let test: { database: TestDatabase };
let database: Database;
let scopes: SystemScopes;
let rung: JobName[];
let bellWorks: boolean;

beforeAll(async () => {
  test = { database: await createTestDatabase() };
  database = new Database(createPool(test.database.appUrl, 10, () => undefined));
  scopes = new SystemScopes(database);
});
beforeEach(async () => {
  [rung, bellWorks] = [[], true];
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
  ring: (name: JobName) => {
    if (!bellWorks)
      return Promise.reject(
        Object.assign(new Error('redis is unavailable'), { code: 'ECONNREFUSED' }),
      );
    rung.push(name);
    return Promise.resolve();
  },
} as unknown as JobQueue;

const relay = (bell = queue) =>
  new OutboxRelayTicker(
    Settings.fromEnvironment(testEnvironment(test.database)),
    database,
    scopes,
    outbox,
    registry,
    bell,
    new QueueMetrics(clock),
    silent,
  );
const happen = (count: number) =>
  database.transaction(systemScope('test', ['DE']), (tx) =>
    outbox.append(
      tx,
      ...Array.from({ length: count }, (_, n) => ({
        type: 'slo.changed',
        ids: [String(n)],
        territory: 'DE',
      })),
    ),
  );
const untold = () =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from outbox where relayed_at is null')).rows[0].count,
    ),
  );

async function queueState(): Promise<{ state: string; message: string | null } | undefined> {
  const board = new StatusBoard(clock);
  new QueueProbe(board, database, scopes, outbox, new JobMarks(database)).onModuleInit();
  await board.onApplicationBootstrap();
  board.onApplicationShutdown();
  return board.all().find(({ name }) => name === 'queue');
}

describe('the relay of the outbox', () => {
  it('tells of every event, also of more than one batch', async () => {
    await happen(450);
    await relay().tick();
    expect([await untold(), rung.length]).toEqual([0, 6]);
  });

  it('keeps what could not be told, says so after half a minute, and tells it once the bell works again', async () => {
    await happen(3);
    bellWorks = false;
    await relay().tick();
    expect(await untold()).toBe(3);
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
    bellWorks = true;
    await relay().tick();
    expect([await untold(), rung, (await queueState())?.state]).toEqual([
      0,
      ['slos.publish-rules', 'slos.fill-ledger'],
      'up',
    ]);
  });

  it('tells again when it died between the bell and its note', async () => {
    await happen(1);
    const dying = {
      ring: async (name: JobName) => {
        rung.push(name);
        if (rung.length === 2)
          await asOwner(
            test,
            async (client) =>
              void (await client.query(
                `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and usename = 'leitstand_app' and state = 'idle in transaction'`,
              )),
          );
      },
    } as unknown as JobQueue;
    await relay(dying).tick();
    expect([await untold(), rung.length]).toEqual([1, 2]);
    await relay().tick();
    expect([await untold(), rung.length]).toEqual([0, 4]);
  });

  it('run twice at once leaves nothing out and waits for nobody', async () => {
    await happen(450);
    await Promise.all([relay().tick(), relay().tick()]);
    await relay().tick();
    expect(await untold()).toBe(0);
    expect(new Set(rung)).toEqual(new Set(['slos.publish-rules', 'slos.fill-ledger']));
  });
});

describe('a job that fails', () => {
  it('shows on the status board until it ends well, and other jobs do not hide it', async () => {
    const marks = new JobMarks(database);
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
