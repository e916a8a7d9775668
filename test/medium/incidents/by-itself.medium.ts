import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { IncidentsWorkerModule } from '../../../apps/api/src/incidents/incidents.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { World } from '../../harness/world.js';
import { seedSubjects } from '../slos/slos-context.js';

const NOON = '2026-03-02T12:00:00Z';
let world: World;
beforeAll(async () => {
  world = await World.begin({
    at: new Date(NOON),
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, IncidentsWorkerModule],
  });
  await seedSubjects(world.owner);
  await world.owner.query(
    `insert into alert_sources (id, slug, name, kind, territory, territories, default_subject, mappings, severities, version, created_at, updated_at, last_delivery_at)
     values ('0190a0b0-0000-7000-8000-000000000001', 'prometheus', 'P', 'alertmanager', 'DE', '{DE}', 'shop', '[]', '{}', 1, $1, $1, $1)`,
    [NOON],
  );
  await world.owner.query(
    `insert into incidents (id, title, state, class, severity, territory, group_key, source, topic_id, started_at, triggered_at, reopenings, quiet_until, firing, folded, head_seq, head_hash, version, updated_at)
     select gen_random_uuid(), title, 'triggered', 'page', 'page', 'DE', title, 'prometheus', gen_random_uuid(), $1, $1, '[]', $1::timestamptz + quiet, 0, 0, 0, repeat('0', 64), 1, $1
       from (values ('flapped', interval '5 minutes'), ('open', null)) as t(title, quiet)`,
    [NOON],
  );
  await world.owner.query(
    `insert into notification_topics (id, territory) select topic_id, 'DE' from incidents`,
  );
  await world.owner.query(
    `insert into alert_payloads (id, source_id, territory, digest, outcome, alerts, bytes, times, received_at, last_received_at)
     select gen_random_uuid(), '0190a0b0-0000-7000-8000-000000000001', 'DE', age::text, 'taken', 0, 0, 1, $1::timestamptz - age, $1::timestamptz - age
       from unnest(array[interval '20 days', '13 days 23 hours 30 minutes', '1 day']) as age`,
    [NOON],
  );
  await world.worker();
}, 60_000);
afterAll(() => world.close());

const rows = async <T extends object>(statement: string) =>
  (await world.owner.query<T>(statement)).rows;

describe('what becomes due by itself', () => {
  it('is an incident that went off and on, once it has been quiet for long enough', async () => {
    const states = () =>
      rows<{ title: string; state: string }>('select title, state from incidents order by 1');
    await world.advance('4m');
    expect((await states()).map(({ state }) => state)).toEqual(['triggered', 'triggered']);
    await world.advance('90s');
    expect(await states()).toEqual([
      { title: 'flapped', state: 'resolved' },
      { title: 'open', state: 'triggered' },
    ]);
    expect(
      await rows(
        'select t.open from notification_topics t join incidents i on i.topic_id = t.id order by title',
      ),
    ).toEqual([{ open: false }, { open: true }]);
  });

  it('is word of timelines in the audit trail, once for each time they go on', async () => {
    await world.advance('3m');
    const anchors = await rows<{ after: { heads: { name: string; seq: number; hash: string }[] } }>(
      `select after from audit_events where action = 'incident.timelines-anchored'`,
    );
    const [head] = await rows<{ hash: string }>(`select hash from incident_events`);
    expect(anchors.map(({ after }) => after.heads)).toEqual([
      [expect.objectContaining({ seq: 1, hash: head?.hash })],
    ]);
  });

  it('is what sources sent more than 14 days ago', async () => {
    const kept = () => rows('select from alert_payloads');
    expect(await kept()).toHaveLength(2);
    await world.advance('61m');
    expect(await kept()).toHaveLength(1);
  });
});
