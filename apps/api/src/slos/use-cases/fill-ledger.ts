import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { LedgerRepository, type LedgerSlo } from '../db/ledger.repository.js';
import { closedEnd, ledgerStart, nextChunk, type LedgerChunk } from '../domain/ledger-plan.js';
import { HOUR_MS, ledgerMinute, MINUTE_MS, type LedgerMinute } from '../domain/minutes.js';
import { LedgerBacklog } from './ledger-backlog.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';

/** SLOs that one set of queries covers. */
const SHARD = 200;

export interface FillReport {
  /** minutes written, over all SLOs */
  readonly minutes: number;
  /** end of the newest closed minute, unix milliseconds; null when another process fills or there is no SLO */
  readonly closedTo: number | null;
}

interface Round {
  readonly chunk: LedgerChunk | null;
  /** whether the chunk lies behind what was written already */
  readonly late: boolean;
  readonly closedTo: number | null;
}

/**
 * Brings the ledger up to the newest closed minute: what Prometheus recorded is copied minute by minute, what it did not is
 * marked uncovered. Every chunk is one transaction that begins where the last one ended, so that an outage of Prometheus, of
 * Postgres or of this process loses no minute that Prometheus still has.
 */
@Injectable()
export class FillLedger {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly ledger: LedgerRepository,
    private readonly counts: PrometheusCounts,
    private readonly backlog: LedgerBacklog,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `dependency-unavailable` when Prometheus is away; what was written so far stays */
  async execute(): Promise<FillReport> {
    const scope = await this.scopes.open('ledger');
    let minutes = 0;
    for (;;) {
      const { chunk, late, closedTo } = await this.database
        .transaction(scope, (tx) => this.round(tx))
        .catch((error: unknown) => this.failed(error));
      if (!chunk) return { minutes, closedTo };
      if (late) this.backlog.done();
      minutes += (chunk.slos.length * (chunk.to - chunk.from)) / MINUTE_MS;
    }
  }

  private failed(error: unknown): never {
    this.backlog.restart();
    throw error;
  }

  private async round(tx: Tx): Promise<Round> {
    const nothing = { chunk: null, late: false, closedTo: null };
    if (!(await this.ledger.tryLock(tx))) return nothing;
    const slos = await this.ledger.slos(tx);
    if (slos.length === 0) return nothing;
    const { now, ticks } = await this.counts.clock();
    const closedTo = closedEnd(now, ticks, this.clock.now().getTime());
    const due = nextChunk(await this.due(slos, now), closedTo, SHARD);
    const chunk = due ?? (await this.backlog.next(tx, slos, now));
    const late = chunk !== null && due === null;
    if (chunk) await this.write(tx, slos, chunk);
    if (chunk && late) await this.ledger.forgetReadings(tx, chunk.slos);
    return { chunk, late, closedTo };
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

  private async write(
    tx: Tx,
    slos: readonly LedgerSlo[],
    { slos: wanted, from, to }: LedgerChunk,
  ): Promise<void> {
    const chosen = slos.filter(({ sloId }) => wanted.includes(sloId));
    if (chosen.length === 0) return; // deleted since it was planned
    const ids = chosen.map(({ sloId }) => sloId);
    const facts = await this.counts.minutes(
      chosen.map(({ slug }) => slug),
      from,
      to,
    );
    const territories = new Map(chosen.map(({ sloId, territory }) => [sloId, territory]));
    const rows = chosen.flatMap(({ sloId, slug }) =>
      rowsOf(sloId, from, to, (minute) => facts.get(slug)?.get(minute) ?? {}),
    );
    await this.ledger.prepare(tx, from, to + HOUR_MS * 24);
    await this.ledger.upsertMinutes(tx, rows, territories);
    await this.ledger.rollUp(tx, ids, from, to);
    await this.ledger.advance(tx, ids, territories, from, to);
  }
}

function rowsOf(
  sloId: string,
  from: number,
  to: number,
  factsAt: (minute: number) => Parameters<typeof ledgerMinute>[2],
): LedgerMinute[] {
  const rows: LedgerMinute[] = [];
  for (let minute = from; minute < to; minute += MINUTE_MS)
    rows.push(ledgerMinute(sloId, minute, factsAt(minute)));
  return rows;
}
