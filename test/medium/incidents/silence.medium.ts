import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { EscalationWorkerModule } from '../../../apps/api/src/escalation/escalation.module.js';
import {
  IncidentsModule,
  IncidentsWorkerModule,
} from '../../../apps/api/src/incidents/incidents.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { World } from '../../harness/world.js';
import { seedSubjects } from '../slos/slos-context.js';
import { addSource, NOON } from './incidents-context.js';

let world: World;
beforeAll(async () => {
  world = await World.begin({
    at: NOON,
    settings: { LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' },
    modules: [
      PlatformModule,
      BackgroundWorkerModule,
      AuditModule,
      IncidentsModule,
      IncidentsWorkerModule,
      EscalationWorkerModule,
    ],
  });
  await seedSubjects(world.owner);
  await world.owner
    .query(`insert into subjects (id, slug, name, kind, description, territory, labels, version, created_at, updated_at)
    values (gen_random_uuid(), 'leitstand', 'Leitstand', 'service', '', 'DE', '{}', 1, now(), now())`);
  await addSource({ database: world.database }, 'watched');
  await world.owner.query(
    `update alert_sources set watchdog_s = 60, token_made_at = $1, watchdog_at = $1, updated_at = $1`,
    [NOON],
  );
  await world.owner.query(`with one as (insert into users (id, email, name, email_verified)
      values (gen_random_uuid(), 'ada@example.org', 'Ada', true) returning id)
    insert into user_grants (user_id, role, territory) select id, 'admin', 'DE' from one`);
  await world.worker();
}, 60_000);
afterAll(() => world.close());

const incidents = async () =>
  (
    await world.owner.query<{ title: string; state: string; subject: string }>(
      'select title, state, subject from incidents order by number',
    )
  ).rows;

describe('what has to be heard', () => {
  it('opens a page incident about this instance when a source is silent, which reaches its administrators', async () => {
    await world.advance('170s');
    expect(await incidents()).toEqual([]);
    await world.advance('30s');
    expect(await incidents()).toEqual([
      {
        title: 'The source of alerts "watched" is silent: watched',
        state: 'triggered',
        subject: 'leitstand',
      },
    ]);
    const { rows } = await world.owner.query(
      `select u.email, r.policy ->> 'slug' as policy from notifications n join users u on u.id = n.user_id
         join escalation_runs r on r.id = n.run_id`,
    );
    expect(rows).toEqual([{ email: 'ada@example.org', policy: 'administrators' }]);
  });

  it('is one incident as long as the silence lasts, and is over by itself', async () => {
    await world.advance('1m');
    expect(await incidents()).toHaveLength(1);
    await world.owner.query(`update alert_sources set watchdog_at = leitstand_now()`);
    await world.advance('15s');
    expect(await incidents()).toMatchObject([{ state: 'resolved' }]);
    await world.owner.query(`update alert_sources set watchdog_s = null`);
  });

  it('opens one about its subject when a heartbeat is late, which ends when nobody waits for it any more', async () => {
    await world.owner.query(
      `insert into alert_heartbeats (id, slug, name, territory, subject, interval_s, grace_s, version, created_at, updated_at, token_hash, token_prefix, token_made_at, last_ping_at)
     values (gen_random_uuid(), 'backup', 'Nightly backup', 'DE', 'billing', 60, 30, 1, $1, $1, 'hash', 'lhb_', $1, $1)`,
      [new Date(world.now)],
    );
    await world.advance('2m');
    expect(await incidents()).toMatchObject([
      { state: 'resolved' },
      {
        title: 'The heartbeat "backup" is late: Nightly backup',
        state: 'triggered',
        subject: 'billing',
      },
    ]);
    await world.owner.query('delete from alert_heartbeats');
    await world.advance('15s');
    expect(await incidents()).toMatchObject([{ state: 'resolved' }, { state: 'resolved' }]);
  });

  it('is not held against others that we could not listen: neither database nor worker was there', async () => {
    const heard = () => world.owner.query('update alert_sources set watchdog_at = leitstand_now()');
    await world.owner.query(`update alert_sources set watchdog_s = 60`);
    await heard();
    await world.advance('165s'); // two words were lost on their way already
    await world.leap('40s');
    await world.advance('7s');
    expect(await open()).toEqual([]);
    await world.advance('45s');
    expect(await open()).toEqual([]);
    await world.advance('1m'); // the third one does not come either: that is no absence of ours any more
    expect(await open()).toHaveLength(1);
    await heard();
    await world.advance('15s');
    expect(await open()).toEqual([]);
  });

  it('is told within a bound, however often we were away', async () => {
    await world.owner.query('update alert_sources set watchdog_at = leitstand_now()');
    for (let times = 0; times < 3; times += 1) {
      await world.leap('50s');
      await world.advance('45s');
    }
    expect(await open()).toEqual([]);
    for (let times = 0; times < 2; times += 1) {
      await world.leap('50s');
      await world.advance('45s');
    }
    expect(await open()).toHaveLength(1);
  });
});

const open = async () => (await incidents()).filter(({ state }) => state !== 'resolved');
