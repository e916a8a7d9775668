import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isBrokenReference, isDuplicate } from '../../platform/kernel/database-errors.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { PayloadsRepository, type Payload } from '../db/payloads.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { readDelivery } from '../documents/read-delivery.js';
import { batchesOf, type DeliveredAlert, type Delivery } from '../domain/delivery.js';
import { digestOf } from '../domain/placement.js';
import type { Source } from '../domain/source.js';
import { ApplyAlerts } from './apply-alerts.js';

/** What was taken of a delivery. */
export type TakenDelivery = Pick<Delivery, 'total' | 'truncated'>;

type Kept = Pick<Payload, 'outcome' | 'reason' | 'alerts' | 'bytes' | 'body' | 'digest'>;

const TRIES = 5;
/** Of their webhooks; what a program signs has none. */
const VERSIONS = { alertmanager: '4', grafana: '1', webhook: null } as const;

/** Takes what a source sent: kept as it came, and applied in transactions of up to fifty alerts. The same once more changes nothing. */
@Injectable()
export class TakeDelivery {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly sources: SourcesRepository,
    private readonly payloads: PayloadsRepository,
    private readonly alerts: AlertsRepository,
    private readonly apply: ApplyAlerts,
    private readonly clock: Clock,
  ) {}

  /**
   * @param received of a body that is signed: when it was
   * @returns once all of it is committed
   * @throws DomainError `validation-failed` for what cannot be read; `payload-too-large` for what cannot be read in time; both are noted.
   * `dependency-unavailable` when it is to be sent again
   */
  async execute(source: Source, body: Buffer, received = this.clock.now()): Promise<TakenDelivery> {
    const telling = source.mappings.map(({ label }) => label);
    const read = await this.read(source, body, received, telling);
    const scope = await this.scopes.open('incidents');
    const payload = { digest: digestOf(body), bytes: body.length, body };
    if (!read.ok) {
      const kept = { ...payload, outcome: 'unreadable', reason: read.error, alerts: 0 } as const;
      await this.unit.run(scope, (write) => this.note(write, source, kept));
      throw invalid([{ path: 'body', code: 'unreadable', message: read.error }]);
    }
    const { upstream, total, truncated } = read.value;
    const reason = remarksOn(read.value, source);
    const kept = { ...payload, outcome: 'taken', reason, alerts: total } as const;
    const [first = [], ...rest] = batchesOf(await this.withEnds(scope, source, read.value));
    await this.batch(scope, source, first, upstream, (write) =>
      this.note(write, source, kept, read.value),
    );
    for (const batch of rest) await this.batch(scope, source, batch, upstream);
    return { total, truncated };
  }

  private async read(source: Source, body: Buffer, received: Date, telling: readonly string[]) {
    try {
      return await readDelivery(body.toString('utf8'), received, telling, source.kind);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'payload-too-large')
        await this.refuse(source, body.length, error.message);
      throw error;
    }
  }

  /**
   * Notes a delivery that is too large to be read.
   * @param bytes as it says itself, or as far as it was read
   * @param reason what its sender is told
   */
  async refuse(source: Source, bytes: number, reason: string): Promise<void> {
    const scope = await this.scopes.open('incidents');
    const kept = {
      outcome: 'too-large',
      reason,
      alerts: 0,
      bytes,
      body: null,
      digest: 'too-large',
    } as const;
    await this.unit.run(scope, (write) => this.note(write, source, kept));
  }

  /** Alerts that stand for many end with their group: once it is over, nobody sends them any more. */
  private async withEnds(
    scope: Scope,
    source: Source,
    { alerts, over, truncated, upstream }: Delivery,
  ): Promise<readonly DeliveredAlert[]> {
    if (!over || truncated > 0 || alerts.length === 0) return alerts;
    const folds = await this.database.read(scope, (tx) =>
      this.alerts.openFolds(tx, source.id, upstream),
    );
    const end = new Date(Math.max(...alerts.map(({ endsAt }) => endsAt.getTime())));
    const ended = folds.map((fold): DeliveredAlert => ({
      ...fold,
      status: 'resolved',
      startsAt: fold.toldStart,
      endsAt: end,
    }));
    const sent = new Set(alerts.map(({ fingerprint }) => fingerprint));
    return [...alerts, ...ended.filter(({ fingerprint }) => !sent.has(fingerprint))];
  }

  private async batch(
    scope: Scope,
    source: Source,
    alerts: readonly DeliveredAlert[],
    upstream: string,
    also: (write: Write) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const done = await this.unit
        .run(scope, async (write) => {
          write.unrecorded('what a source tells stands in the timelines of incidents');
          const applied =
            alerts.length === 0 || (await this.apply.within(write, source, alerts, upstream));
          if (applied) await also(write);
          return applied;
        })
        .catch(lostRace);
      if (done) return;
    }
    throw new DomainError(
      'dependency-unavailable',
      'Too many deliveries of the same alerts come at once. Try again shortly.',
    );
  }

  private async note(
    write: Write,
    source: Source,
    kept: Kept,
    told: Pick<Delivery, 'watchdog' | 'receiver'> = { watchdog: false, receiver: null },
  ): Promise<void> {
    write.unrecorded('a delivery is kept as it came');
    const at = await databaseNow(write.tx);
    const { id: sourceId, territory } = source;
    await this.payloads.keep(write.tx, { ...kept, id: newId(), sourceId, territory, at });
    const { outcome, reason, alerts } = kept;
    if (outcome !== 'taken') await this.payloads.bound(write.tx, sourceId);
    const { watchdog, receiver } = told;
    await this.sources.mark(write.tx, sourceId, {
      at,
      outcome,
      reason,
      alerts,
      watchdog,
      receiver,
    });
  }
}

/** What somebody else took away or made meanwhile is seen when it is looked for again. @throws whatever else it was */
function lostRace(error: unknown): false {
  if (isBrokenReference(error) || isDuplicate(error)) return false;
  throw error;
}

/** What a source is told of a delivery that was taken; null = nothing. */
function remarksOn({ truncated, version }: Delivery, { kind }: Source): string | null {
  const known = VERSIONS[kind];
  const remarks = [
    truncated > 0
      ? kind === 'grafana'
        ? `${truncated} alerts were left out by Grafana: raise Max Alerts of the contact point.`
        : `${truncated} alerts were left out by Alertmanager: raise max_alerts.`
      : null,
    known === null || version === null || version === known
      ? null
      : `The delivery says that it is of version "${version}"; it was read as version ${known}, the one that is known here.`,
  ];
  return remarks.filter((remark) => remark !== null).join(' ') || null;
}
