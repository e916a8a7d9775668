import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Leases, type Lease } from '../../platform/background/leases.js';
import { Troubles } from '../../platform/background/troubles.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RULES_SET_ASIDE } from '../../slos/domain/set-aside.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { FindingsRepository } from '../db/findings.repository.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { readFiring } from '../documents/alertmanager-webhook.js';
import { WATCHDOG, type Alert } from '../domain/alert.js';
import { batchesOf, type DeliveredAlert } from '../domain/delivery.js';
import type { Evaluated, FiringAlert } from '../domain/evaluated.js';
import { FOUND_PREFIX } from '../domain/one-alert.js';
import { sloOf, type OwnRules } from '../domain/own-rules.js';
import { digestOf, fingerprintOf } from '../domain/placement.js';
import { reconcile, type Reconciled, type Reconciliation } from '../domain/reconcile.js';
import { isSameAlert } from '../domain/same-alert.js';
import { watchAt } from '../domain/silence.js';
import type { Source, SourceView } from '../domain/source.js';
import { EvaluationsGateway } from '../gateways/evaluations.gateway.js';
import { ApplyAlerts } from './apply-alerts.js';
import { DoubtEnds } from './doubt-ends.js';

const MOST_SOURCES = 1000;
const MOST_OPEN = 5000;
const MOST_FINDINGS = 5000;
const TRIES = 5;
/** What was said last of files that were set aside counts, although it is not said while no worker runs. */
const ASIDE_SECONDS = 7 * 86_400;
const LEASE = { ttl: 20_000 };
/** By what alerts are grouped that nobody told us of. */
const FOUND = digestOf('found by reconciliation');

/** What was asked, and what came of it. */
interface Asked extends Pick<Reconciled, 'evaluated' | 'listed'> {
  readonly spans: OwnRules['spans'];
  /** why it could not be asked */
  readonly trouble: string | null;
}

/**
 * Holds what sources told against what their Prometheus says: ends that it bears out are believed, what fires there and never arrived is
 * taken in, what is over and was never told ends. One process at a time; nothing is open while others are asked.
 */
@Injectable()
export class ReconcileSources {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly leases: Leases,
    private readonly sources: SourcesRepository,
    private readonly alerts: AlertsRepository,
    private readonly findings: FindingsRepository,
    private readonly heartbeats: HeartbeatsRepository,
    private readonly names: NamesRepository,
    private readonly troubles: Troubles,
    private readonly evaluations: EvaluationsGateway,
    private readonly apply: ApplyAlerts,
    private readonly doubt: DoubtEnds,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /**
   * @param all whether every source that can be asked is; otherwise only those that call something over which is not believed yet
   * @returns how many sources were looked at; 0 while another process is at it
   */
  async execute(all: boolean, stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    const due = await this.due(scope, all);
    if (due.length === 0) return 0;
    const held = await this.leases.hold(scope, 'incidents.reconcile', LEASE, async (lease) => {
      let looked = 0;
      for (const view of due) {
        if (stopping.aborted) break;
        await this.one(lease, scope, view);
        looked += 1;
      }
      return looked;
    });
    return held.held ? held.value : 0;
  }

  private due(scope: Scope, all: boolean): Promise<SourceView[]> {
    return this.database.read(scope, async (tx) => {
      const doubted = new Set(await this.alerts.sourcesInDoubt(tx));
      if (doubted.size === 0 && !all) return [];
      const known = (await this.sources.page(tx, { limit: MOST_SOURCES })).items;
      return known.filter(
        ({ source }) => doubted.has(source.id) || (all && source.prometheus !== null),
      );
    });
  }

  private async one(lease: Lease, scope: Scope, { source, signs }: SourceView): Promise<void> {
    const { open, findings, watch, now, rules } = await this.database.read(scope, (tx) =>
      this.known(tx, source.id),
    );
    const asked = await this.ask(source, open, rules.slos);
    const { watchdogAt, receiver } = signs;
    const closed = await this.closed(scope, source, asked.evaluated, open);
    const own = { ...rules, spans: asked.spans };
    const known = { source, watchdogAt, watch, receiver, open, closed, findings, own, ...asked };
    const found = reconcile(known, now);
    await this.take(lease, scope, source, this.endsIn(found));
    const late = this.lateIn(source, found.late, closed, asked.evaluated);
    await this.take(lease, scope, source, late);
    await this.unit.fenced(lease, scope, (write) => this.note(write, source, found, asked));
  }

  private async known(tx: Tx, sourceId: string) {
    const now = await databaseNow(tx);
    const watch = await this.heartbeats.watch(tx);
    const open = await this.alerts.openOf(tx, sourceId, MOST_OPEN);
    const slugs = new Set(open.flatMap((alert) => sloOf(alert) ?? []));
    const isSetAside = (await this.troubles.of(tx, RULES_SET_ASIDE, ASIDE_SECONDS)) !== null;
    return {
      open,
      rules: { ...(await this.names.slosInUse(tx, [...slugs])), isSetAside },
      findings: await this.findings.ofSource(tx, sourceId, MOST_FINDINGS),
      watch: watch ? watchAt(watch, now) : { lookedAt: now, pauses: [] },
      now,
    };
  }

  private async ask(
    { prometheus }: Source,
    open: readonly Alert[],
    slos: ReadonlySet<string>,
  ): Promise<Asked> {
    const nothing = { evaluated: null, spans: new Map() };
    if (prometheus === null) return { ...nothing, listed: undefined, trouble: null };
    try {
      const evaluated = await this.evaluations.evaluated(this.clock.now());
      const spans = await this.evaluations.spans(slosOfQuiet(open, evaluated, slos));
      const listed = await this.evaluations.listed().catch((error: unknown) => {
        if (error instanceof DomainError) return error.message;
        throw error;
      });
      return typeof listed === 'string'
        ? { evaluated, spans, listed: null, trouble: listed }
        : { evaluated, spans, listed, trouble: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...nothing, listed: null, trouble: error.message };
    }
  }

  private endsIn({ over }: Reconciliation): DeliveredAlert[] {
    return over.map(({ alert, at }) => ({
      ...alert,
      status: 'resolved',
      startsAt: alert.toldStart,
      endsAt: alert.firingFrom && alert.firingFrom > at ? alert.firingFrom : at,
    }));
  }

  /** What is over, of the names of what fires and is not open. */
  private async closed(
    scope: Scope,
    { id }: Source,
    evaluated: Evaluated | null,
    open: readonly Alert[],
  ): Promise<Alert[]> {
    const unknown = (evaluated?.firing ?? []).filter(
      ({ name, labels }) =>
        name !== WATCHDOG && !open.some((one) => isSameAlert(one.labels, labels)),
    );
    if (unknown.length === 0) return [];
    const names = [...new Set(unknown.map(({ name }) => name))];
    return this.database.read(scope, (tx) => this.alerts.closedNamed(tx, id, names));
  }

  /** What was lost on the way, under the fingerprint by which its source knows it if it told of it before. */
  private lateIn(
    source: Source,
    late: readonly FiringAlert[],
    closed: readonly Alert[],
    evaluated: Evaluated | null,
  ): DeliveredAlert[] {
    if (late.length === 0) return [];
    this.log.warn({ source: source.slug, alerts: late.length }, 'alerts were lost on the way');
    const telling = source.mappings.map(({ label }) => label);
    const now = this.clock.now();
    return late.map((alert) => {
      const before = closed.find((one) => isSameAlert(one.labels, alert.labels));
      const startsAt = startOf(alert, before, evaluated);
      const given = { ...alert, startsAt: startsAt.toISOString() };
      const read = readFiring(given, now, telling);
      const fingerprint = `${FOUND_PREFIX}${fingerprintOf(alert.labels)}`;
      return { ...read, fingerprint: before?.fingerprint ?? fingerprint };
    });
  }

  private async take(
    lease: Lease,
    scope: Scope,
    source: Source,
    alerts: readonly DeliveredAlert[],
  ): Promise<void> {
    for (const batch of batchesOf(alerts)) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const done = await this.unit.fenced(lease, scope, (write) => {
          write.unrecorded('what is found at Prometheus stands in the timelines of incidents');
          return this.apply.within(
            write,
            source,
            [{ upstream: FOUND, alerts: batch }],
            'reconciled',
          );
        });
        if (done) break;
      }
    }
  }

  private async note(
    write: Write,
    source: Source,
    found: Reconciliation,
    { trouble }: Asked,
  ): Promise<void> {
    write.unrecorded('what is found at Prometheus stands in the timelines of incidents');
    const { tx } = write;
    await this.doubt.within(write, found);
    for (const { alert, absentAt } of found.marks)
      await this.alerts.markAbsent(tx, alert.id, absentAt);
    if (source.prometheus === null) return;
    await this.findings.replace(tx, source, found.findings);
    await this.findings.mark(tx, source.id, trouble);
  }
}

/** The SLOs of open alerts that do not fire: whether their rules are there is asked only then. */
function slosOfQuiet(
  open: readonly Alert[],
  evaluated: Evaluated,
  slos: ReadonlySet<string>,
): string[] {
  const quiet = open.filter(({ labels }) => evaluated.of(labels).length === 0);
  const slugs = new Set(quiet.flatMap((alert) => sloOf(alert) ?? []));
  return [...slugs].filter((slug) => slos.has(slug));
}

/** When it began to fire, behind what is known to be over: it was seen to fire at the evaluation. */
function startOf(
  { activeAt }: FiringAlert,
  before: Alert | undefined,
  evaluated: Evaluated | null,
): Date {
  const closed = before?.closedUntil ?? null;
  if (closed === null || activeAt > closed) return activeAt;
  return (before && evaluated?.asOf(before.name)) ?? activeAt;
}
