import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeclinePage } from '../../../apps/api/src/escalation/use-cases/decline-page.js';
import { EscalateNow } from '../../../apps/api/src/escalation/use-cases/escalate-now.js';
import { GetEscalation } from '../../../apps/api/src/escalation/use-cases/get-escalation.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import { AskResponder } from '../../../apps/api/src/incidents/use-cases/ask-responder.js';
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

const escalation = ({ id }: Incident) => worker.get(GetEscalation).execute(desk.as('ann'), id);
const notMe = ({ id }: Incident, who: Somebody) =>
  worker.get(DeclinePage).execute(desk.as(who), id);
const escalate = ({ id }: Incident, seen: Parameters<EscalateNow['execute']>[2] = null) =>
  worker.get(EscalateNow).execute(desk.as('bob'), id, seen);
const kinds = async ({ id }: Incident) => {
  const { rows } = await desk.world.owner.query<{ kind: string }>(
    'select kind from incident_events where incident_id = $1 order by seq',
    [id],
  );
  return rows.map(({ kind }) => kind);
};

describe('whoever is paged', () => {
  it('says that it is not for them: the next target is paged at once, the fallback behind the last', async () => {
    await desk.policy(worker, ['ann', 'bob', 'ann'], { repeat: 1 });
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await expect(notMe(incident, 'bob')).rejects.toMatchObject({ code: 'conflict' });
    for (let n = 0; n < 2; n += 1) await notMe(incident, 'ann');
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await notMe(incident, 'bob');
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'boss']);
    // Nobody comes behind the fallback: it is asked again at its time.
    await notMe(incident, 'boss');
    await desk.later('29m');
    expect(await desk.paged()).toHaveLength(3);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['ann', 'bob', 'boss', 'boss']);
    expect((await desk.told(incident)).slice(0, 6)).toEqual([
      '1 started triggered',
      '1 paged step 1.1 ann',
      '1 declined',
      '1 paged step 1.2 bob',
      '1 declined',
      '1 paged fallback 1.4 boss',
    ]);
    expect(await escalation(incident)).toMatchObject({ runs: [{ state: 'exhausted' }] });
    expect(await kinds(incident)).not.toContain('acknowledged');
  }, 120_000);

  it('of several in one step leaves the page to the others', async () => {
    const both = {
      delay: '5m',
      targets: [{ user: 'ann@example.org' }, { user: 'bob@example.org' }],
    };
    const last = { delay: '5m', targets: [{ user: 'cem@example.org' }] };
    await desk.policy(worker, [], { steps: [both, last] });
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await notMe(incident, 'ann');
    await desk.world.advance('2s');
    expect((await desk.paged()).toSorted()).toEqual(['ann', 'bob']);
    await desk.later('5m');
    expect((await desk.paged()).at(-1)).toBe('cem');
  }, 120_000);
});

describe('the next step at once', () => {
  it('begins by hand, once for what was seen, and behind an acknowledgement where the run stopped', async () => {
    await desk.policy(worker, ['ann', 'bob', 'cem']);
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    const seen = { run: 1, next: { loop: 1, step: 2 } };
    for (let n = 0; n < 2; n += 1) {
      await escalate(incident, seen);
      await desk.world.advance('2s');
    }
    expect(await desk.paged()).toEqual(['ann', 'bob']);
    await desk.acknowledge(worker, incident, 'bob');
    await desk.world.advance('2s');
    for (let n = 0; n < 2; n += 1) {
      await escalate(incident, { run: 1, next: null });
      await desk.world.advance('2s');
    }
    expect(await desk.paged()).toEqual(['ann', 'bob', 'cem']);
    expect((await desk.told(incident)).slice(-2)).toEqual(['1 hastened', '2 paged step 1.3 cem']);
    expect(await escalation(incident)).toMatchObject({
      runs: [{ number: 2, because: 'escalated', state: 'running' }, { stoppedBy: 'acknowledged' }],
    });
    await desk.resolve(worker, incident);
    await expect(escalate(incident)).rejects.toMatchObject({ code: 'conflict' });
  }, 120_000);
});

describe('the next step where no policy serves the incident', () => {
  it('is refused as the answer said before, also of somebody who has it, until a policy is there', async () => {
    const incident = await desk.declare(worker);
    const offers = async () => (await escalation(incident)).hasteRefused;
    await desk.world.advance('2s');
    expect(await offers()).toBe('pages-nobody');
    await expect(escalate(incident)).rejects.toMatchObject({ fields: [{ code: 'pages-nobody' }] });
    await desk.acknowledge(worker, incident, 'bob');
    await desk.world.advance('2s');
    expect(await offers()).toBe('pages-nobody');
    await expect(escalate(incident)).rejects.toMatchObject({ fields: [{ code: 'pages-nobody' }] });
    await desk.policy(worker, ['ann']);
    expect(await offers()).toBeNull();
    await escalate(incident);
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['ann']);
    await desk.resolve(worker, incident);
    expect(await offers()).toBe('resolved-already');
  }, 60_000);
});

describe('a step that wants everybody', () => {
  it('pages each on until they acknowledge themselves, though somebody has it', async () => {
    const all = {
      delay: '5m',
      targets: ['ann', 'bob', 'cem'].map((name) => ({ user: `${name}@example.org` })),
      everybody: true,
    };
    const last = { delay: '5m', targets: [{ user: 'boss@example.org' }] };
    await desk.policy(worker, [], { steps: [all, last] });
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.acknowledge(worker, incident, 'ann');
    await desk.world.advance('2s');
    expect((await desk.paged()).toSorted()).toEqual(['ann', 'bob', 'bob', 'cem', 'cem']);
    expect(await escalation(incident)).toMatchObject({
      awaited: [desk.ids.bob, desk.ids.cem].toSorted(),
      runs: [{ state: 'awaiting' }],
    });
    for (let n = 0; n < 2; n += 1) await desk.acknowledge(worker, incident, 'bob');
    await desk.later('5m');
    expect((await desk.paged()).slice(5)).toEqual(['cem']); // the boss's step does not begin
    await desk.acknowledge(worker, incident, 'cem');
    await desk.later('5m');
    expect(await desk.paged()).toHaveLength(6);
    expect(await escalation(incident)).toMatchObject({
      awaited: [],
      runs: [{ state: 'stopped', stoppedBy: 'acknowledged' }],
    });
    expect((await kinds(incident)).filter((kind) => /^(acknowledged|joined)$/.test(kind))).toEqual([
      'acknowledged',
      'joined',
      'joined',
    ]);
  }, 120_000);

  it('begins anew where the acknowledgement leads to nothing', async () => {
    const all = {
      delay: '20m',
      targets: ['ann', 'bob'].map((name) => ({ user: `${name}@example.org` })),
      everybody: true,
    };
    await desk.policy(worker, [], { steps: [all] });
    const incident = await desk.declare(worker);
    await desk.world.advance('2s');
    await desk.acknowledge(worker, incident, 'ann');
    await desk.later('30m');
    expect((await desk.told(incident)).slice(-2)).toEqual([
      '2 started acknowledge-timeout',
      '2 paged first 1.0 ann',
    ]);
  }, 120_000);
});

describe('somebody who was asked to help', () => {
  it('and says nothing for five minutes is told to whoever asked', async () => {
    const incident = await desk.declare(worker); // no policy: nobody is paged but who is asked
    await desk.world.advance('2s');
    await worker
      .get(AskResponder)
      .execute(desk.as('ann'), incident.id, { user: 'cem@example.org' });
    await desk.world.advance('2s');
    expect(await desk.paged()).toEqual(['cem']);
    expect(desk.mailbox.mails[0]).toContain('asks for your help');
    await desk.later('4m');
    expect(await desk.paged()).toEqual(['cem']);
    await desk.later('1m');
    expect(await desk.paged()).toEqual(['cem', 'ann']);
    expect(desk.mailbox.mails[1]?.replaceAll(/=\r?\n/g, '')).toContain(
      'has not answered for 5 minutes',
    );
    await desk.later('10m');
    expect(await desk.paged()).toHaveLength(2);
    expect((await kinds(incident)).filter((kind) => kind.startsWith('responder'))).toEqual([
      'responder.asked',
      'responder.silent',
    ]);
  }, 120_000);
});
