import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EscalateNow } from '../../../apps/api/src/escalation/use-cases/escalate-now.js';
import { GetEscalation } from '../../../apps/api/src/escalation/use-cases/get-escalation.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import type { WindowDraft } from '../../../apps/api/src/incidents/domain/maintenance.js';
import { MaintenanceWindows } from '../../../apps/api/src/incidents/use-cases/maintenance-windows.js';
import { ANY } from '../../../apps/api/src/platform/kernel/expected.js';
import type { WorldWorker } from '../../harness/world.js';
import { Desk } from './escalation-context.js';

let desk: Desk;
let worker: WorldWorker;
beforeEach(async () => {
  desk = await Desk.open();
  worker = await desk.world.worker();
  await desk.world.settled();
  await desk.policy(worker, ['ann', 'bob']);
}, 60_000);
afterEach(() => desk.close());

const windows = () => worker.get(MaintenanceWindows);
const writer = () => ({ scope: desk.as('boss'), expected: ANY });

/** Noon of the world is the Monday at which the desk begins. */
async function plan(change: Partial<WindowDraft> = {}): Promise<void> {
  const draft: WindowDraft = {
    name: 'Disks',
    reason: 'New disks',
    territory: 'DE',
    labels: {},
    subjects: [],
    matchers: [{ label: 'alertname', operator: '!=', value: 'Fire' }],
    timeZone: 'UTC',
    starts: '2026-03-02T12:00',
    durationMinutes: 60,
    rrule: null,
    ...change,
  };
  await windows().put(writer(), 'disks', () => draft);
}

/** An incident with an alert, which nobody was paged about yet. */
async function burning(): Promise<Incident> {
  const incident = await desk.declare(worker);
  await desk.fires(incident, 'DiskSlow');
  return incident;
}

/** What its timeline says of maintenance. */
async function held({ id }: Incident): Promise<string[]> {
  const { rows } = await desk.world.owner.query<{ what: string }>(
    `select kind || ' ' || (data ->> 'window') as what from incident_events
      where incident_id = $1 and kind like 'maintenance.%' order by seq`,
    [id],
  );
  return rows.map(({ what }) => what);
}

describe('maintenance', () => {
  it('keeps people from being paged from its begin on, and its end pages them about what still fires', async () => {
    await plan();
    const incident = await burning();
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual([]);
    expect(await held(incident)).toEqual(['maintenance.held disks']);
    expect(await worker.get(GetEscalation).execute(desk.as('ann'), incident.id)).toMatchObject({
      next: null,
      pending: false,
    });
    expect(await windows().one(desk.as('ann'), 'disks')).toMatchObject({
      activeUntil: new Date('2026-03-02T13:00:00Z'),
      held: 1,
      heldLately: 1,
    });
    await desk.later('59m');
    expect(await desk.paged()).toEqual([]);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann']);
    expect(await held(incident)).toEqual(['maintenance.held disks', 'maintenance.ended disks']);
    expect(await desk.told(incident)).toEqual([
      '1 started maintenance-ended',
      '1 paged step 1.1 ann',
    ]);
    expect((await windows().one(desk.as('ann'), 'disks')).held).toBe(0);
  }, 60_000);

  it('that begins stops a run that waits, and tells whoever was paged', async () => {
    await plan({ starts: '2026-03-02T12:03' });
    const incident = await burning();
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await desk.later('3m');
    expect(await desk.paged()).toEqual(['ann', 'ann']);
    const about = /^Subject: .*\bis under maintenance: /m;
    expect(desk.mailbox.mails.map((mail) => about.test(mail))).toEqual([false, true]);
    await desk.later('30m');
    expect(await desk.paged()).toHaveLength(2);
    expect(await desk.told(incident)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 paused maintenance bob',
    ]);
    const hastened = worker.get(EscalateNow).execute(desk.as('ann'), incident.id, null);
    await expect(hastened).rejects.toMatchObject({ code: 'conflict' });
  }, 60_000);

  it('that is deleted while it holds pages at once, as does one that is made shorter', async () => {
    await plan();
    const incident = await burning();
    await desk.world.advance('2s');
    await windows().delete(writer(), 'disks');
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await plan({ durationMinutes: 120 });
    await desk.world.advance('2s');
    // Held again: Ann is told.
    expect(await desk.paged()).toEqual(['ann', 'ann']);
    await desk.later('10m');
    await plan({ durationMinutes: 5 });
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann', 'ann', 'ann']);
    expect((await desk.told(incident)).at(-2)).toBe('2 started maintenance-ended');
  }, 60_000);

  it('holds no incident in which an alert fires that it is not about, nor one without alerts', async () => {
    await plan();
    const declared = await desk.declare(worker);
    await desk.world.advance('2s');
    expect(await held(declared)).toEqual([]);
    expect(await desk.paged()).toEqual(['ann']);
    await desk.fires(declared, 'DiskSlow');
    await plan({ matchers: [{ label: 'alertname', operator: '=', value: '' }] });
    await desk.world.advance('2s');
    expect(await held(declared)).toEqual(['maintenance.held disks']);
    await desk.world.owner.query(
      `update alerts set labels = '{"alertname": "Fire"}' where incident_id = $1`,
      [declared.id],
    );
    await desk.world.owner.query('update incidents set version = version + 1 where id = $1', [
      declared.id,
    ]);
    await desk.world.advance('2s');
    expect(await held(declared)).toEqual(['maintenance.held disks', 'maintenance.ended disks']);
  }, 60_000);
});
