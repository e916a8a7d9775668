import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MergeIncident } from '../../../apps/api/src/incidents/use-cases/merge-incident.js';
import { UnmergeIncident } from '../../../apps/api/src/incidents/use-cases/unmerge-incident.js';
import type { WorldWorker } from '../../harness/world.js';
import { Desk } from './escalation-context.js';

let desk: Desk;
let worker: WorldWorker;
beforeEach(async () => {
  desk = await Desk.open();
  worker = await desk.world.worker();
  await desk.world.settled();
}, 60_000);
afterEach(() => desk.close());

describe('an incident that is merged', () => {
  it('pages nobody any more; what it is does, also where somebody had that', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const older = await desk.declare(worker, 'older');
    await desk.world.advance('2s');
    await desk.acknowledge(worker, older, 'bob');
    const younger = await desk.declare(worker, 'younger');
    await desk.world.advance('2s');
    await worker.get(MergeIncident).execute(desk.as('cem'), younger.id, older.id);
    await desk.world.advance('2s');
    await desk.later('5m');
    expect(await desk.told(younger)).toEqual(['1 started triggered', '1 paged step 1.1 ann']);
    expect((await desk.told(older)).slice(2)).toEqual([
      '2 started unacknowledged',
      '2 paged step 1.1 ann',
      '2 paged step 1.2 bob',
    ]);
    const stopped = async () => {
      const { rows } = await desk.world.owner.query<{ why: string }>(
        'select stopped_by as why from escalation_runs where incident_id = $1 order by number',
        [younger.id],
      );
      return rows.map(({ why }) => why);
    };
    expect(await stopped()).toEqual(['merged']);
    await worker.get(UnmergeIncident).execute(desk.as('cem'), younger.id);
    await desk.world.advance('2s');
    expect((await desk.told(younger)).slice(2)).toEqual([
      '2 started reopened',
      '2 paged step 1.1 ann',
    ]);
  }, 60_000);
});
