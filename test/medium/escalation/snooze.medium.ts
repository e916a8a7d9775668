import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GetEscalation } from '../../../apps/api/src/escalation/use-cases/get-escalation.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import { SnoozeIncident } from '../../../apps/api/src/incidents/use-cases/snooze-incident.js';
import { UnsnoozeIncident } from '../../../apps/api/src/incidents/use-cases/unsnooze-incident.js';
import type { WorldWorker } from '../../harness/world.js';
import { Desk, type Somebody } from './escalation-context.js';

let desk: Desk;
let worker: WorldWorker;
beforeEach(async () => {
  desk = await Desk.open();
  worker = await desk.world.worker();
  await desk.world.settled();
}, 60_000);
afterEach(() => desk.close());

/** Lets an incident sleep for so many minutes of the world's time. */
async function snooze({ id }: Incident, by: Somebody, minutes: number): Promise<Incident> {
  const { rows } = await desk.world.owner.query<{ until: Date }>(
    'select leitstand_now() + make_interval(mins => $1) as until',
    [minutes],
  );
  return worker.get(SnoozeIncident).execute(desk.as(by), id, rows[0]?.until ?? new Date(0));
}
const escalation = ({ id }: Incident) => worker.get(GetEscalation).execute(desk.as('ann'), id);

describe('an incident that is snoozed', () => {
  it('pages nobody until its time is up; then whoever snoozed it first, and others after them', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await snooze(incident, 'bob', 60);
    await desk.world.advance('2s');
    // Ann was paged, and is told that she need not be up.
    expect(await desk.paged()).toEqual(['ann', 'ann']);
    expect(await escalation(incident)).toMatchObject({
      next: null,
      pending: false,
      runs: [{ state: 'stopped', stoppedBy: 'snoozed' }],
    });
    await desk.later('59m');
    expect(await desk.paged()).toHaveLength(2);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann', 'ann', 'bob']);
    await desk.later('5m');
    expect(await desk.paged()).toEqual(['ann', 'ann', 'bob', 'ann']);
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paused bob', // who would have been next
      '2 started snooze-ended',
      '2 paged first 1.0 bob',
      '2 paged step 1.1 ann',
    ]);
    const subjects = desk.mailbox.mails.map((mail) => /^Subject: .*\bis snoozed: /m.test(mail));
    expect(subjects).toEqual([false, true, false, false]);
  }, 60_000);

  it('and acknowledged does not lapse meanwhile, and is nobody’s any more afterwards', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.acknowledge(worker, incident, 'bob');
    expect((await snooze(incident, 'ann', 120)).state).toBe('acknowledged');
    await desk.later('1h');
    await desk.later('59m');
    expect(await desk.paged()).toEqual(['ann']);
    expect((await escalation(incident)).acknowledgedUntil).toBeNull();
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann', 'ann']);
    expect((await desk.told(incident)).slice(2)).toEqual([
      '2 started snooze-ended',
      '2 paged first 1.0 ann',
    ]);
  }, 60_000);

  it('is woken by hand, and acknowledged out of its sleep', async () => {
    await desk.policy(worker, ['ann', 'bob']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await snooze(incident, 'ann', 600);
    await desk.world.advance('2s');
    await worker.get(UnsnoozeIncident).execute(desk.as('bob'), incident.id);
    await desk.world.advance('2s');
    expect((await desk.told(incident)).slice(-2)).toEqual([
      '2 started snooze-ended',
      '2 paged first 1.0 ann',
    ]);
    await snooze(incident, 'ann', 600);
    expect((await desk.acknowledge(worker, incident, 'bob')).snooze?.endedAt).not.toBeNull();
    await desk.later('30m');
    expect((await desk.told(incident)).slice(-2)).toEqual([
      '3 started acknowledge-timeout',
      '3 paged first 1.0 bob',
    ]);
  }, 60_000);

  it('pages nobody whose page was due and not sent yet', async () => {
    await desk.policy(worker, ['ann']);
    const incident = await desk.declare(worker);
    await snooze(incident, 'bob', 60);
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual([]);
    expect(await desk.told(incident)).toEqual([]);
    await desk.later('1h');
    expect(await desk.told(incident)).toEqual(['1 started snooze-ended', '1 paged first 1.0 bob']);
  }, 60_000);
});
