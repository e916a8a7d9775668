import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import { createTestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';
import { until } from '../../harness/until.js';
import { chaosHappened } from './events.js';

const TYPESCRIPT = ['-C', 'leitstand-source', '--import', './test/harness/typescript.mjs'];
const SUBSCRIPTIONS = ['chaos.ledger', 'chaos.caller'] as const;

export interface ChaosPlan {
  readonly events: number;
  readonly workers: number;
  /** a worker is killed each time this many more events are handled */
  readonly killEvery: number;
  /** Redis is emptied at every this many kills */
  readonly wipeEvery: number;
}

/** What came of it, counted in the database. */
export interface ChaosFigures {
  readonly kills: number;
  readonly wipes: number;
  readonly seconds: number;
  readonly subscriptions: readonly {
    readonly name: string;
    readonly lost: number;
    readonly doubled: number;
    /** events that were handled after a later one */
    readonly outOfOrder: number;
  }[];
  /** calls of a handler that were made again, since its worker died before it could commit */
  readonly callsRepeated: number;
}

/**
 * Writes events from several writers at once while workers handle them and are killed all the time, each killed one followed by a
 * new one, and Redis is emptied now and then. Ends when every subscription has caught up.
 */
export async function eventsUnderChaos(plan: ChaosPlan): Promise<ChaosFigures> {
  const test = await createTestDatabase();
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  const calls = join(mkdtempSync(join(tmpdir(), 'leitstand-chaos-')), 'calls');
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    ...testEnvironment(test),
    CHAOS_CALLS: calls,
    NODE_NO_WARNINGS: '1',
  };
  const redis = new Redis(environment.LEITSTAND_REDIS_URL ?? '');
  const database = new Database(createPool(test.appUrl, 10, () => undefined));
  const workers: ChildProcess[] = [];
  const began = performance.now();
  try {
    await owner.connect();
    await owner.query(`create table chaos_handled (n bigserial, subscription text, event int);
      create index on chaos_handled (subscription, n);
      grant insert, select on chaos_handled to leitstand_app; grant usage on sequence chaos_handled_n_seq to leitstand_app`);
    for (let i = 0; i < plan.workers; i += 1) workers.push(startWorker(environment));
    const writing = write(database, plan.events);
    const disturbed = await disturb(plan, owner, redis, workers, environment);
    await writing;
    const seconds = (performance.now() - began) / 1000;
    return { ...disturbed, seconds, ...(await figures(owner, calls, plan.events)) };
  } finally {
    await Promise.all(workers.map(killed));
    redis.disconnect();
    await database.close();
    await owner.end();
    await test.drop();
  }
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...TYPESCRIPT, 'test/chaos/events/worker.ts'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Four writers, some of whose transactions stay open for a while and commit behind later ones. */
async function write(database: Database, events: number): Promise<void> {
  const outbox = new Outbox();
  const scope = systemScope('chaos', ['DE']);
  let next = 0;
  const writer = async () => {
    for (let at = next++; at < events; at = next++) {
      const event = at;
      await database.transaction(scope, async (tx) => {
        await outbox.append(tx, chaosHappened.of([String(event)], 'DE'));
        if (event % 50 === 0) await new Promise((resolve) => setTimeout(resolve, event % 40));
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, writer));
}

async function disturb(
  { events, killEvery, wipeEvery }: ChaosPlan,
  owner: pg.Client,
  redis: Redis,
  workers: ChildProcess[],
  env: NodeJS.ProcessEnv,
): Promise<{ kills: number; wipes: number }> {
  const total = SUBSCRIPTIONS.length * events;
  let [kills, wipes] = [0, 0];
  const handled = async () => {
    const ended = workers.find(({ exitCode }) => exitCode !== null);
    if (ended) throw new Error(`a worker ended by itself with code ${ended.exitCode}`);
    return Number((await owner.query('select count(*) from chaos_handled')).rows[0].count);
  };
  for (let mark = killEvery; mark < total; mark += killEvery) {
    await until(`${mark} events are handled`, async () => (await handled()) >= mark, 300_000);
    const victim = Math.floor(Math.random() * workers.length);
    const one = workers[victim];
    if (one) await killed(one);
    workers[victim] = startWorker(env);
    kills += 1;
    if (kills % wipeEvery !== 0) continue;
    await redis.flushdb();
    wipes += 1;
  }
  await until('every event is handled', async () => (await handled()) >= total, 300_000);
  return { kills, wipes };
}

async function figures(
  owner: pg.Client,
  calls: string,
  events: number,
): Promise<Pick<ChaosFigures, 'subscriptions' | 'callsRepeated'>> {
  const { rows } = await owner.query(
    `with place as (select row_number() over (order by tx, id) as place, (ids->>0)::int as event from outbox where type = $1),
          given as (select h.subscription, h.event, p.place, lag(p.place) over (partition by h.subscription order by h.n) as before
                      from chaos_handled h join place p using (event))
     select subscription as name, ($2 - count(distinct event))::int as lost, (count(*) - count(distinct event))::int as doubled,
            (count(*) filter (where place <= before))::int as "outOfOrder"
       from given group by subscription order by subscription`,
    [chaosHappened.name, events],
  );
  const called = readFileSync(calls, 'utf8').trimEnd().split('\n').length;
  return { subscriptions: rows, callsRepeated: called - events };
}
