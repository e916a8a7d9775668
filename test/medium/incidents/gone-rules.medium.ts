import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import {
  IncidentsModule,
  IncidentsWorkerModule,
} from '../../../apps/api/src/incidents/incidents.module.js';
import { SourcesRepository } from '../../../apps/api/src/incidents/db/sources.repository.js';
import { ApplyAlerts } from '../../../apps/api/src/incidents/use-cases/apply-alerts.js';
import { TakeDelivery } from '../../../apps/api/src/incidents/use-cases/take-delivery.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects } from '../slos/slos-context.js';
import { addSource, NOON, webhook, type Told } from './incidents-context.js';

const servers = new FakePrometheus();
let world: World;
let worker: WorldWorker;

beforeAll(async () => {
  const url = await servers.listen();
  world = await World.begin({
    at: NOON,
    settings: { LEITSTAND_PROMETHEUS_URL: url, LEITSTAND_ALERTMANAGER_URL: url },
    modules: [
      PlatformModule,
      BackgroundWorkerModule,
      AuditModule,
      IncidentsModule,
      IncidentsWorkerModule,
    ],
    providers: [ApplyAlerts, TakeDelivery],
  });
  world.follows((at) => (servers.now = at));
  await seedSubjects(world.owner);
  const test = { database: world.database };
  await addSource(test, 'asked');
  await world.owner.query(
    `update alert_sources set prometheus = 'instance', group_interval_s = 10, watchdog_s = null where slug = 'asked'`,
  );
  worker = await world.worker();
}, 60_000);
afterAll(async () => {
  await world.close();
  await servers.close();
});

let subject = 0;
let labels: Record<string, string>;

const minute = () => (world.now - NOON.getTime()) / 60_000;

async function tell(slug: string, told: Told[], more: object = {}): Promise<void> {
  const scope = await worker.get(SystemScopes).open('test');
  const found = await worker
    .get(Database)
    .read(scope, (tx) => worker.get(SourcesRepository).find(tx, slug));
  if (!found) throw new Error(`no source ${slug}`);
  const body = webhook(
    told.map((one) => ({ ...one, labels: { ...labels, ...one.labels } })),
    more,
  );
  const from = { source: found.source, scope };
  await worker.get(TakeDelivery).execute(from, Buffer.from(JSON.stringify(body)));
}

describe('an end that is told of an SLO’s alert', () => {
  const of = (name: string, activeAt?: number) => ({
    name,
    labels: { severity: 'page', slo: 'shop-gone' },
    ...(activeAt === undefined ? {} : { activeAt }),
  });
  const BURN = 'LeitstandBudgetBurnFast';
  beforeEach(async () => {
    [servers.alerting, servers.listed, servers.startedAt] = [[], [], 0];
    await world.owner.query(`update alert_groups set incident_id = null`);
    await world.owner.query(
      `update alerts set closed_until = '2099-01-01', incident_id = null, end_told = null, end_told_at = null`,
    );
    await world.owner.query(`delete from slos where slug = 'shop-gone'`);
    await world.owner
      .query(`insert into slos (id, slug, subject_id, territory, document, target, time_window, version, published_version, indicator_revision)
        select gen_random_uuid(), 'shop-gone', id, territory, '{}', '99.9', '30d', 1, 1, 1 from subjects where slug = 'shop'`);
    labels = { slo: 'shop-gone', service: '', alertname: BURN, case: String((subject += 1)) };
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000 });
  });
  const incident = async () => {
    const { rows } = await world.owner.query<{ state: string; reason: string | null }>(
      `select i.state, i.unconfirmed_reason as reason from alerts a join incidents i on i.id = a.incident_id
        where a.labels ->> 'case' = $1`,
      [labels['case']],
    );
    return rows[0];
  };
  const burn = async () => {
    const told = { fingerprint: `f-${labels['case']}`, start: minute() };
    await tell('asked', [told], { groupKey: told.fingerprint });
    return told;
  };
  const gone = { state: 'triggered', reason: 'not-evaluating' };

  it('is not believed while all rules of SLOs are gone and others are evaluated; they come back, and it fires on', async () => {
    const told = await burn();
    servers.alerting = [of('Watchdog', 0)];
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000, to: world.now });
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('3m');
    expect(await incident()).toEqual(gone);
    servers.rulesOf.set('shop-gone', { from: world.now });
    servers.alerting = [of(BURN)];
    await world.advance('30s');
    expect(await incident()).toEqual(gone);
    servers.alerting = [of(BURN, world.now)];
    await world.advance('10s');
    expect(await incident()).toEqual({ state: 'triggered', reason: null });
  });

  it('is not believed while the rules of this SLO alone are gone; it is when they are back for a while and it does not fire', async () => {
    const told = await burn();
    servers.alerting = [of(BURN)];
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000, to: world.now - 30_000 });
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('2m');
    expect(await incident()).toEqual(gone);
    servers.rulesOf.set('shop-gone', { from: world.now });
    await world.advance('40s');
    expect(await incident()).toEqual(gone);
    await world.advance('40s');
    expect(await incident()).toEqual({ state: 'resolved', reason: null });
  });

  it('is believed once its SLO is deleted', async () => {
    const told = await burn();
    servers.alerting = [of(BURN)];
    servers.rulesOf.delete('shop-gone');
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('1m');
    expect(await incident()).toEqual(gone);
    await world.owner.query(
      `update slos set deleted_at = leitstand_now(), subject_id = null where slug = 'shop-gone'`,
    );
    await world.advance('1m');
    expect(await incident()).toEqual({ state: 'resolved', reason: null });
  });

  it('of which nobody told is not concluded from the absence of its rules', async () => {
    await burn();
    servers.alerting = [of('Watchdog', 0)];
    servers.rulesOf.delete('shop-gone');
    await world.advance('2m');
    expect(await incident()).toEqual({ state: 'triggered', reason: null });
  });
});
