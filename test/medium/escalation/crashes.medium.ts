import { afterEach, describe, expect, it } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import type { Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import type { WorldWorker } from '../../harness/world.js';
import { Desk } from './escalation-context.js';

let desk: Desk;
afterEach(() => desk.close());

async function begin(instead?: Parameters<typeof Desk.open>[0]): Promise<WorldWorker> {
  desk = await Desk.open(instead);
  const worker = await desk.world.worker();
  await desk.world.settled();
  return worker;
}

/**
 * Lets a worker die at the n-th statement with which the engine writes; behind the last one, right after the commit.
 * @returns tells whether it died
 */
function mortal(worker: WorldWorker, n: number): () => 'alive' | 'in it' | 'after it' {
  const database = worker.get(Database);
  const transaction = database.transaction.bind(database);
  let statements = 0;
  let fate: 'alive' | 'in it' | 'after it' = 'alive';
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      if (fate !== 'alive') throw new Error('the process is gone');
      if (statements === n) {
        fate = 'in it';
        worker.kill();
        throw new Error('the connection broke');
      }
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  database.transaction = async <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (scope.actor.id !== 'system:escalation') return transaction(scope, work);
    const done = await transaction(scope, (tx) => work(tx.withPlugin(plugin)));
    if (fate === 'alive' && statements > 1) {
      fate = 'after it';
      worker.kill();
    }
    return done;
  };
  return () => fate;
}

describe('a worker that dies', () => {
  it('at any statement of a first page: nobody is forgotten, nobody is paged twice', async () => {
    let worker = await begin();
    await desk.policy(worker, ['ann', 'bob']);
    const titles: string[] = [];
    for (let n = 1, fate = 'in it'; fate === 'in it'; n += 1) {
      const title = `dies at ${n}.`;
      titles.push(title);
      const incident = await desk.declare(worker, title);
      const fateOf = mortal(worker, n);
      await desk.world.advance('1s');
      fate = fateOf();
      expect(await desk.told(incident)).toHaveLength(fate === 'in it' ? 0 : 2);
      await worker.close();
      worker = await desk.world.worker();
      await desk.world.advance('1s');
      expect([n, await desk.told(incident)]).toEqual([
        n,
        ['1 started triggered', '1 paged step 1.1 ann'],
      ]);
      expect(await desk.notifications(incident)).toEqual(['1.1 ann']);
    }
    expect(titles.length).toBeGreaterThan(10);
    await desk.world.advance('12s');
    for (const title of titles) expect([title, await desk.paged(title)]).toEqual([title, ['ann']]);
  }, 240_000);

  it('at statements of a later step: the same', async () => {
    let worker = await begin();
    await desk.policy(worker, ['ann', 'bob']);
    for (let n = 1, fate = 'in it'; fate === 'in it'; n += 3) {
      const incident = await desk.declare(worker, `dies at ${n}.`);
      await desk.world.advance('2s');
      const fateOf = mortal(worker, n);
      await desk.later('5m');
      fate = fateOf();
      await worker.close();
      worker = await desk.world.worker();
      await desk.world.advance('1s');
      expect([n, await desk.told(incident)]).toEqual([
        n,
        ['1 started triggered', '1 paged step 1.1 ann', '1 paged step 1.2 bob'],
      ]);
      expect(await desk.notifications(incident)).toEqual(['1.1 ann', '1.2 bob']);
      await desk.resolve(worker, incident);
      await desk.world.advance('1s');
    }
  }, 240_000);

  it('and stays away: whoever comes next takes the step that is the current one then', async () => {
    const worker = await begin();
    await desk.policy(worker, ['ann', 'bob', 'cem']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await worker.close();
    await desk.world.leap('11m');
    await desk.world.worker();
    await desk.world.advance('2s');
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paged step 1.3 cem 1 missed',
    ]);
    expect(await desk.paged()).toEqual(['ann', 'cem']);
  }, 60_000);
});

describe('several workers', () => {
  it('page everybody once', async () => {
    const worker = await begin();
    await desk.world.worker();
    await desk.world.worker();
    await desk.policy(worker, ['ann', 'bob']);
    const incidents = await Promise.all(
      Array.from({ length: 20 }, (_, i) => desk.declare(worker, `outage ${i}.`)),
    );
    await desk.world.advance('3s');
    for (const incident of incidents) {
      expect(await desk.told(incident)).toEqual(['1 started triggered', '1 paged step 1.1 ann']);
      expect(await desk.notifications(incident)).toEqual(['1.1 ann']);
    }
  }, 60_000);
});

describe('without Redis', () => {
  it('the tick finds what is due: a page is a second late, and not lost', async () => {
    const gone = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const worker = await begin((builder) =>
      builder.overrideProvider(JobQueue).useValue({ wake: gone, refusal: gone }),
    );
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await desk.acknowledge(worker, incident, 'bob');
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
  }, 60_000);
});
