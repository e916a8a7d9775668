import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { GetEscalation } from '../../../apps/api/src/escalation/use-cases/get-escalation.js';
import { ReopenIncident } from '../../../apps/api/src/incidents/use-cases/reopen-incident.js';
import { UnacknowledgeIncident } from '../../../apps/api/src/incidents/use-cases/unacknowledge-incident.js';
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

/** What the metric says of incidents that no policy is for. */
async function unserved(): Promise<number | undefined> {
  const metric = await register.getSingleMetric('leitstand_escalation_unheard_incidents')?.get();
  return metric?.values.find(({ labels }) => labels.because === 'unserved')?.value;
}

describe('an incident that nobody acknowledges', () => {
  it('pages Ann at once, Bob five minutes later, then the fallback every half hour', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await desk.later('4m');
    expect(await desk.paged()).toEqual(['ann']);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'boss']);
    await desk.later('30m');
    await desk.later('30m');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'boss', 'boss', 'boss']);
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paged step 1.2 bob',
      '1 paged fallback 1.3 boss',
      '1 paged fallback 2.3 boss',
      '1 paged fallback 3.3 boss',
    ]);
  }, 60_000);

  it('asks at each step anew who is on call, and passes over whoever nothing reaches', async () => {
    await desk.hourly(worker, 'first', ['ann', 'bob']);
    await desk.policy(worker, [{ schedule: 'first' }, 'cem'], { repeat: 'until-acknowledged' });
    await desk.disable('cem');
    await desk.world.leap('58m');
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paged step 2.1 bob',
    ]);
  }, 60_000);

  it('goes to the fallback at once where no step reaches anybody, and waits for somebody where nobody does', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    await desk.disable('ann', 'bob');
    const first = await desk.declare(worker, 'first');
    await desk.world.advance('2s');
    expect(await desk.paged('first')).toEqual(['boss']);
    await desk.disable('ann', 'bob', 'boss');
    const second = await desk.declare(worker, 'second');
    for (let looks = 0; looks < 3; looks += 1) await desk.later('1m');
    await desk.disable('boss');
    await desk.later('1m');
    expect(await desk.told(second)).toEqual([
      '1 started triggered',
      '1 nobody',
      '1 paged step 1.1 ann',
    ]);
    expect(await desk.told(first)).toEqual(['1 started triggered', '1 paged fallback 1.3 boss']);
  }, 60_000);

  it('rings in consoles that are armed where nobody can be reached otherwise, and still says that nobody can', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    await desk.world.owner.query('update users set email_verified = false');
    await desk.arm('bob');
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    expect(await desk.rung(incident)).toEqual(['bob leased']);
    for (let looks = 0; looks < 2; looks += 1) await desk.later('1m');
    expect(await desk.rung(incident)).toHaveLength(1);
    expect(await desk.told(incident)).toEqual(['1 started triggered', '1 nobody']);
  }, 60_000);

  it('says plainly that no policy serves it, and begins once one does', async () => {
    const incident = await desk.declare(worker);
    for (let looks = 0; looks < 3; looks += 1) await desk.later('1m');
    expect([await desk.paged(), await desk.told(incident)]).toEqual([[], ['1 unserved triggered']]);
    expect(await unserved()).toBe(1);
    await desk.policy(worker, ['ann']);
    await desk.later('1m');
    expect([await desk.paged(), await unserved()]).toEqual([['ann'], 0]);
    expect(await desk.told(incident)).toEqual([
      '1 unserved triggered',
      '1 started triggered',
      '1 paged step 1.1 ann',
    ]);
  }, 60_000);

  it('counts for the alarm that nobody is paged while anything but that alarm fires in it', async () => {
    const incident = await desk.declare(worker);
    await desk.later('1m');
    expect(await unserved()).toBe(1);
    await desk.fires(incident, 'LeitstandNobodyPaged');
    await desk.later('1m');
    expect(await unserved()).toBe(0);
    await desk.fires(incident, 'LeitstandLedgerStale');
    await desk.later('1m');
    expect(await unserved()).toBe(1);
  }, 60_000);

  it('goes on by the steps with which it began, whatever becomes of the policy', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.policy(worker, ['cem']);
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
  }, 60_000);

  it('tells who is next, and when', async () => {
    await desk.hourly(worker, 'first', ['ann', 'bob']);
    await desk.policy(worker, ['cem', { schedule: 'first' }]);
    await desk.world.leap('57m');
    const { id } = await desk.declare(worker);
    await desk.world.advance('2s');
    const { runs, next } = await worker.get(GetEscalation).execute(desk.as('ann'), id);
    expect(runs).toMatchObject([
      { number: 1, state: 'running', policy: { slug: 'everything' }, chosenBy: 'default' },
    ]);
    // At two past one it is Bob's hour.
    expect(next).toMatchObject({
      at: runs[0]?.nextAt,
      place: { loop: 1, step: 2 },
      route: 'step',
      users: [desk.ids.bob],
    });
  }, 60_000);
});

describe('an incident that somebody acknowledges', () => {
  it('pages nobody any more, until the acknowledgement led to nothing for half an hour', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await desk.acknowledge(worker, incident, 'bob');
    await desk.later('29m');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'bob']);
    await desk.later('5m');
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paged step 1.2 bob',
      '2 started acknowledge-timeout',
      '2 paged first 1.0 bob',
      '2 paged step 1.1 ann',
    ]);
    await desk.acknowledge(worker, incident, 'ann');
    await desk.resolve(worker, incident);
    await desk.later('2h');
    expect(await desk.paged()).toHaveLength(4);
  }, 60_000);

  it('pages from the beginning when nobody is on it any more, also if nobody looked meanwhile', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.acknowledge(worker, incident, 'ann');
    await worker.get(UnacknowledgeIncident).execute(desk.as('ann'), incident.id);
    await desk.world.advance('2s');
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '2 started unacknowledged',
      '2 paged step 1.1 ann',
    ]);
    const { rows } = await desk.world.owner.query(
      'select number, state, stopped_by from escalation_runs order by number',
    );
    expect(rows).toEqual([
      { number: 1, state: 'stopped', stopped_by: 'replaced' },
      { number: 2, state: 'running', stopped_by: null },
    ]);
  }, 60_000);

  it('asks whoever acknowledged lately first when it is reopened', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.acknowledge(worker, incident, 'bob');
    await desk.resolve(worker, incident);
    await desk.later('10m');
    await worker.get(ReopenIncident).execute(desk.as('ann'), incident.id);
    await desk.world.advance('2s');
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '2 started reopened',
      '2 paged first 1.0 bob',
    ]);
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'ann']);
  }, 60_000);
});
