import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { LedgerRepository, type LedgerSlo } from '../db/ledger.repository.js';
import { chunkMinutes, closedEnd, ledgerStart, nextChunk, type LedgerChunk } from '../domain/ledger-plan.js';
import { HOUR_MS, ledgerMinute, MINUTE_MS, type LedgerMinute } from '../domain/minutes.js';
import { PrometheusCounts } from './prometheus-counts.js';

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
  readonly closedTo: number | null;
}

/**
 * Brings the ledger up to the newest closed minute: what Prometheus recorded is copied minute by minute, what it did not is
 * marked uncovered. Every chunk is one transaction that begins where the last one ended, so that an outage of Prometheus, of
 * Postgres or of this process loses no minute that Prometheus still has.
 */
@Injectable()
export class FillLedger {
  private historyChecked = 0;

  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly ledger: LedgerRepository,
    private readonly counts: PrometheusCounts,
  ) {}

  /** @throws Refusal `dependency-unavailable` when Prometheus is away; what was written so far stays */
  async execute(): Promise<FillReport> {
    const scope = await this.scopes.open('ledger');
    let minutes = 0;
    for (;;) {
      const { chunk, closedTo } = await this.database.transaction(scope, (tx) => this.round(tx));
      if (!chunk) return { minutes, closedTo };
      minutes += (chunk.slos.length * (chunk.to - chunk.from)) / MINUTE_MS;
    }
  }

  private async round(tx: Tx): Promise<Round> {
    if (!(await this.ledger.tryLock(tx))) return { chunk: null, closedTo: null };
    const slos = await this.ledger.slos(tx);
    if (slos.length === 0) return { chunk: null, closedTo: null };
    const { now, ticks } = await this.counts.clock();
    const closedTo = closedEnd(now, ticks);
    const chunk = nextChunk(await this.due(slos, now), closedTo, SHARD) ?? (await this.olderChunk(slos, now));
    if (chunk) await this.write(tx, slos, chunk);
    return { chunk, closedTo };
  }

  /** The first minute that each SLO lacks. */
  private async due(slos: readonly LedgerSlo[], now: number): Promise<{ sloId: string; from: number }[]> {
    const fresh = slos.filter(({ filledTo }) => filledTo === null);
    const first = fresh.length > 0 ? await this.counts.firstMinutes(fresh.map(({ slug }) => slug), now) : new Map<string, number>();
    return slos.map(({ sloId, slug, filledTo, createdAt, notBefore }) => ({ sloId, from: filledTo ?? ledgerStart(first.get(slug) ?? null, createdAt, notBefore, now) }));
  }

  /** Counts from before the ledger's first minute, which turned up later (back-filled history): newest part first. */
  private async olderChunk(slos: readonly LedgerSlo[], now: number): Promise<LedgerChunk | null> {
    if (now - this.historyChecked < HOUR_MS) return null;
    const first = await this.counts.firstMinutes(slos.map(({ slug }) => slug), now);
    for (const { sloId, slug, filledFrom, createdAt, notBefore } of slos) {
      const begin = ledgerStart(first.get(slug) ?? null, createdAt, notBefore, now);
      if (filledFrom === null || begin >= filledFrom) continue;
      return { slos: [sloId], from: Math.max(begin, filledFrom - chunkMinutes(1) * MINUTE_MS), to: filledFrom };
    }
    this.historyChecked = now;
    return null;
  }

  private async write(tx: Tx, slos: readonly LedgerSlo[], { slos: ids, from, to }: LedgerChunk): Promise<void> {
    const chosen = slos.filter(({ sloId }) => ids.includes(sloId));
    const facts = await this.counts.minutes(chosen.map(({ slug }) => slug), from, to);
    const territories = new Map(chosen.map(({ sloId, territory }) => [sloId, territory]));
    const rows = chosen.flatMap(({ sloId, slug }) => rowsOf(sloId, from, to, (minute) => facts.get(slug)?.get(minute) ?? {}));
    await this.ledger.prepare(tx, from, to + HOUR_MS * 24);
    await this.ledger.upsertMinutes(tx, rows, territories);
    await this.ledger.rollUp(tx, ids, from, to);
    await this.ledger.advance(tx, ids, territories, from, to);
  }
}

function rowsOf(sloId: string, from: number, to: number, factsAt: (minute: number) => Parameters<typeof ledgerMinute>[2]): LedgerMinute[] {
  const rows: LedgerMinute[] = [];
  for (let minute = from; minute < to; minute += MINUTE_MS) rows.push(ledgerMinute(sloId, minute, factsAt(minute)));
  return rows;
}
