import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Leases, type Lease } from '../../platform/background/leases.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { clocksAgree } from '../../platform/kernel/clocks.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerRepository, type LedgerSlo } from '../db/ledger.repository.js';
import { closedEnd, ledgerStart, nextChunk, type LedgerChunk } from '../domain/ledger-plan.js';
import { HOUR_MS, ledgerMinute, MINUTE_MS, type LedgerMinute } from '../domain/minutes.js';
import { PrometheusCounts, type FactsBySlug } from '../gateways/prometheus-counts.gateway.js';
import { FindBackfill } from './find-backfill.js';

/** SLOs that one set of queries covers. */
const SHARD = 200;
/** A worker that dies is followed by the next one after this. */
const TTL_MS = 20_000;

/** What one pass of filling wrote. */
export interface FillReport {
  /** minutes written, over all SLOs */
  readonly minutes: number;
  /** end of the newest closed minute, unix milliseconds; null when another process fills or there is no SLO */
  readonly closedTo: number | null;
}

/** A chunk, and where it comes from. */
interface DueChunk extends LedgerChunk {
  /** whether it lies in the past of what is written already */
  readonly backfill: boolean;
}

interface Plan {
  readonly slos: readonly LedgerSlo[];
  readonly chunk: DueChunk | null;
  readonly closedTo: number | null;
}

/**
 * Brings the ledger up to the newest closed minute: what Prometheus recorded is copied minute by minute, what it did not is
 * marked uncovered. One process at a time holds the lease, and no transaction is open while Prometheus is asked. Every chunk is
 * one transaction that begins where the last one ended, so that an outage of Prometheus, of Postgres or of this process loses no
 * minute that Prometheus still has.
 */
@Injectable()
export class FillLedger {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly leases: Leases,
    private readonly ledger: LedgerRepository,
    private readonly counts: PrometheusCounts,
    private readonly backlog: FindBackfill,
    private readonly clock: Clock,
  ) {}

  /**
   * @param stopping ends it between two chunks; the next pass goes on from there
   * @throws DomainError `dependency-unavailable` when Prometheus is unavailable; what was written so far stays
   * @throws LeaseLost when this process was too slow and another one fills by now
   */
  async execute(stopping?: AbortSignal): Promise<FillReport> {
    const scope = await this.scopes.open('ledger');
    const filled = await this.leases.hold(scope, 'slos.ledger', { ttl: TTL_MS }, (lease) =>
      this.fill(scope, lease, stopping).catch((error: unknown) => this.failed(error)),
    );
    return filled.held ? filled.value : { minutes: 0, closedTo: null };
  }

  private failed(error: unknown): never {
    this.backlog.restart();
    throw error;
  }

  private async fill(scope: Scope, lease: Lease, stopping?: AbortSignal): Promise<FillReport> {
    let minutes = 0;
    for (;;) {
      const { slos, chunk, closedTo } = await this.plan(scope);
      if (!chunk || stopping?.aborted) return { minutes, closedTo };
      minutes += await this.copy(scope, lease, slos, chunk);
      if (chunk.backfill) this.backlog.done();
    }
  }

  private async plan(scope: Scope): Promise<Plan> {
    const { slos, database } = await this.database.read(scope, async (tx) => ({
      slos: await this.ledger.slos(tx),
      database: (await this.ledger.now(tx)).getTime(),
    }));
    if (slos.length === 0) return { slos, chunk: null, closedTo: null };
    const { now, ticks } = await this.counts.clock();
    // Two that agree outvote ours.
    const ours = clocksAgree(now, database) ? database : this.clock.now().getTime();
    const closedTo = closedEnd(now, ticks, ours);
    const due = nextChunk(await this.due(slos, now), closedTo, SHARD);
    if (due) return { slos, chunk: { ...due, backfill: false }, closedTo };
    const older = await this.backlog.execute(scope, slos, now);
    return { slos, chunk: older && { ...older, backfill: true }, closedTo };
  }

  /** The first minute that each SLO lacks. */
  private async due(
    slos: readonly LedgerSlo[],
    now: number,
  ): Promise<{ sloId: string; from: number }[]> {
    const fresh = slos.filter(({ filledTo }) => filledTo === null);
    const first =
      fresh.length > 0
        ? await this.counts.firstMinutes(
            fresh.map(({ slug }) => slug),
            now,
          )
        : new Map<string, number>();
    return slos.map(({ sloId, slug, filledTo, createdAt, namesake }) => ({
      sloId,
      from: filledTo ?? ledgerStart(first.get(slug) ?? null, createdAt, namesake, now),
    }));
  }

  /** @returns minutes written, over all SLOs */
  private async copy(
    scope: Scope,
    lease: Lease,
    slos: readonly LedgerSlo[],
    chunk: DueChunk,
  ): Promise<number> {
    const chosen = slos.filter(({ sloId }) => chunk.slos.includes(sloId));
    if (chosen.length === 0) return 0; // deleted since it was planned
    const facts = await this.counts.minutes(
      chosen.map(({ slug }) => slug),
      chunk.from,
      chunk.to,
    );
    return this.unit.fenced(lease, scope, async (write) => {
      write.unrecorded('the ledger itself is the record');
      const { tx } = write;
      const territories = await this.ledger.present(tx, chunk.slos);
      const present = chosen.filter(({ sloId }) => territories.has(sloId));
      if (present.length === 0) return 0; // deleted since it was read
      const { from, to, backfill } = chunk;
      const ids = [...territories.keys()];
      const rows = present.flatMap((slo) => minutesOf(slo, chunk, facts));
      await this.ledger.prepare(tx, from, to + HOUR_MS * 24);
      await this.ledger.upsertMinutes(tx, rows, territories);
      await this.ledger.rollUp(tx, ids, from, to);
      await this.ledger.advance(tx, territories, { from, to, past: backfill });
      return rows.length;
    });
  }
}

function minutesOf(
  { sloId, slug }: LedgerSlo,
  { from, to }: LedgerChunk,
  facts: FactsBySlug,
): LedgerMinute[] {
  const known = facts.get(slug);
  const minutes: LedgerMinute[] = [];
  for (let minute = from; minute < to; minute += MINUTE_MS)
    minutes.push(ledgerMinute(sloId, minute, known?.get(minute) ?? {}));
  return minutes;
}
