import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { SourcesRepository } from '../../../apps/api/src/incidents/db/sources.repository.js';
import {
  IncidentsModule,
  IncidentsWorkerModule,
} from '../../../apps/api/src/incidents/incidents.module.js';
import { ApplyAlerts } from '../../../apps/api/src/incidents/use-cases/apply-alerts.js';
import { GiveUpSource } from '../../../apps/api/src/incidents/use-cases/give-up-source.js';
import { TakeDelivery } from '../../../apps/api/src/incidents/use-cases/take-delivery.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects } from '../slos/slos-context.js';
import { addSource, NOON, webhook, type Told } from './incidents-context.js';

/** A world with a Prometheus that is asked what fires, and sources that tell. */
export class Believer {
  /** of the alert that the test is about: every delivery carries them */
  labels: Record<string, string> = {};
  private cases = 0;

  private constructor(
    readonly servers: FakePrometheus,
    readonly world: World,
    readonly worker: WorldWorker,
  ) {}

  /** @param sources slugs of sources; the first is the one whose Prometheus can be asked */
  static async begin(sources: readonly string[]): Promise<Believer> {
    const servers = new FakePrometheus();
    const url = await servers.listen();
    const world = await World.begin({
      at: NOON,
      settings: { LEITSTAND_PROMETHEUS_URL: url, LEITSTAND_ALERTMANAGER_URL: url },
      modules: [
        PlatformModule,
        BackgroundWorkerModule,
        AuditModule,
        IncidentsModule,
        IncidentsWorkerModule,
      ],
      providers: [ApplyAlerts, GiveUpSource, TakeDelivery],
    });
    world.follows((at) => (servers.now = at));
    await seedSubjects(world.owner);
    for (const slug of sources) await addSource({ database: world.database }, slug);
    return new Believer(servers, world, await world.worker());
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.servers.close();
  }

  /** What the tests before left open is nobody's any more, and nothing fires. @returns a number that no test had before */
  async forget(): Promise<number> {
    await this.world.owner.query(`update alert_groups set incident_id = null`);
    await this.world.owner.query(
      `update alerts set closed_until = '2099-01-01', incident_id = null, end_told = null, end_told_at = null`,
    );
    await this.world.owner.query('delete from alert_findings');
    [this.servers.alerting, this.servers.listed, this.servers.startedAt] = [[], [], 0];
    return (this.cases += 1);
  }

  /** How the source whose Prometheus can be asked sends, and how often its Watchdog is heard; in seconds. */
  async asked(groupInterval: number, watchdog: number | null): Promise<void> {
    await this.world.owner.query(
      `update alert_sources set prometheus = 'instance', group_interval_s = $1, watchdog_s = $2 where slug = 'asked'`,
      [groupInterval, watchdog],
    );
  }

  /** Minutes since noon. */
  minute(): number {
    return (this.world.now - NOON.getTime()) / 60_000;
  }

  /** A source tells of alerts. */
  async tell(slug: string, told: Told[], more: object = {}): Promise<void> {
    const scope = await this.worker.get(SystemScopes).open('test');
    const found = await this.worker
      .get(Database)
      .read(scope, (tx) => this.worker.get(SourcesRepository).find(tx, slug));
    if (!found) throw new Error(`no source ${slug}`);
    const body = webhook(
      told.map((one) => ({ ...one, labels: { ...this.labels, ...one.labels } })),
      more,
    );
    const from = { source: found.source, scope };
    await this.worker.get(TakeDelivery).execute(from, Buffer.from(JSON.stringify(body)));
  }
}
