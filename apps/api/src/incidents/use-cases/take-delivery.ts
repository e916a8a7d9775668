import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isBrokenReference, isDuplicate } from '../../platform/kernel/database-errors.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Together } from '../../platform/kernel/together.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { PayloadsRepository, type Payload } from '../db/payloads.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { readDelivery } from '../documents/read-delivery.js';
import {
  AT_ONCE,
  batchesOf,
  type AlertBatch,
  type DeliveredAlert,
  type Delivery,
} from '../domain/delivery.js';
import { digestOf } from '../domain/placement.js';
import type { Source } from '../domain/source.js';
import type { AdmittedSource } from './admit-source.js';
import { ApplyAlerts } from './apply-alerts.js';

/** What was taken of a delivery. */
export type TakenDelivery = Pick<Delivery, 'total' | 'truncated'>;

type Kept = Pick<Payload, 'outcome' | 'reason' | 'alerts' | 'bytes' | 'body' | 'digest'>;

/** A delivery as it came, and what it says of its source. */
interface Noted extends Pick<Delivery, 'watchdog' | 'receiver'> {
  readonly kept: Kept;
}

/** What one transaction takes of a delivery. */
interface Part extends AdmittedSource, AlertBatch {
  /** with its first part */
  readonly noted: Noted | null;
}

/** Sources of which something is taken at once: a person must get a connection as well. */
const SOURCES_AT_ONCE = 3;
const TRIES = 5;
/** Of their webhooks; what a program signs has none. */
const VERSIONS = { alertmanager: '4', grafana: '1', webhook: null } as const;

/**
 * Takes what a source sent: kept as it came, and applied in transactions of up to fifty alerts, of as many deliveries of one source as wait
 * (ADR 0048). The same once more changes nothing.
 */
@Injectable()
export class TakeDelivery {
  private readonly parts = new Together<Part, void>(
    {
      atOnce: SOURCES_AT_ONCE,
      most: AT_ONCE,
      sizeOf: ({ alerts }) => Math.max(1, alerts.length),
    },
    async (parts) => {
      await this.takeAll(parts);
      return parts.map(() => undefined);
    },
  );

  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
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
  async execute(
    from: AdmittedSource,
    body: Buffer,
    received = this.clock.now(),
  ): Promise<TakenDelivery> {
    const { source, scope } = from;
    const telling = source.mappings.map(({ label }) => label);
    const read = await this.read(from, body, received, telling);
    const payload = { digest: digestOf(body), bytes: body.length, body };
    if (!read.ok) {
      await this.keep(from, { ...payload, outcome: 'unreadable', reason: read.error, alerts: 0 });
      throw invalid([{ path: 'body', code: 'unreadable', message: read.error }]);
    }
    const { upstream, total, truncated, watchdog, receiver } = read.value;
    const reason = remarksOn(read.value, source);
    const kept = { ...payload, outcome: 'taken', reason, alerts: total } as const;
    const [first = [], ...rest] = batchesOf(await this.withEnds(scope, source, read.value));
    await this.take({ ...from, upstream, alerts: first, noted: { kept, watchdog, receiver } });
    for (const alerts of rest) await this.take({ ...from, upstream, alerts, noted: null });
    return { total, truncated };
  }

  /** With other parts of deliveries of the same source, as it is in this version. */
  private take(part: Part): Promise<void> {
    return this.parts.take(`${part.source.id} ${part.source.version}`, part);
  }

  private async read(
    from: AdmittedSource,
    body: Buffer,
    received: Date,
    telling: readonly string[],
  ) {
    try {
      return await readDelivery(body.toString('utf8'), received, telling, from.source.kind);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'payload-too-large')
        await this.refuse(from, body.length, error.message);
      throw error;
    }
  }

  /**
   * Notes a delivery that is too large to be read.
   * @param bytes as it says itself, or as far as it was read
   * @param reason what its sender is told
   */
  async refuse(from: AdmittedSource, bytes: number, reason: string): Promise<void> {
    const none = { alerts: 0, body: null, digest: 'too-large' } as const;
    await this.keep(from, { ...none, outcome: 'too-large', reason, bytes });
  }

  /** Keeps one of which nothing is taken. */
  private async keep({ source, scope }: AdmittedSource, kept: Kept): Promise<void> {
    await this.unit.run(scope, async (write) => {
      await this.note(write, source, [{ kept, watchdog: false, receiver: null }]);
      await this.payloads.bound(write.tx, source.id);
    });
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

  private async takeAll(parts: readonly Part[]): Promise<void> {
    const last = parts.at(-1);
    if (!last) return;
    const { source, scope } = last;
    const noted = parts.flatMap((part) => part.noted ?? []);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const done = await this.unit
        .run(scope, async (write) => {
          write.unrecorded('what a source tells stands in the timelines of incidents');
          const applied = await this.apply.within(write, source, parts);
          if (applied) await this.note(write, source, noted);
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

  private async note(write: Write, source: Source, noted: readonly Noted[]): Promise<void> {
    const last = noted.at(-1);
    if (!last) return;
    write.unrecorded('a delivery is kept as it came');
    const at = await databaseNow(write.tx);
    const { id: sourceId, territory } = source;
    const payloads = noted.map(({ kept }) => ({ ...kept, id: newId(), sourceId, territory, at }));
    await this.payloads.keep(write.tx, payloads);
    const { outcome, reason, alerts } = last.kept;
    await this.sources.mark(write.tx, sourceId, {
      at,
      outcome,
      reason,
      alerts,
      watchdog: noted.some(({ watchdog }) => watchdog),
      receiver: noted.findLast(({ receiver }) => receiver !== null)?.receiver ?? null,
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
