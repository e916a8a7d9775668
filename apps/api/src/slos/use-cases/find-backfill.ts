import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerRepository, type LedgerSlo } from '../db/ledger.repository.js';
import { olderChunks, hoursToBackfill, type HourWithGaps } from '../domain/ledger-backlog.js';
import { ledgerStart, REACH_MS, type LedgerChunk } from '../domain/ledger-plan.js';
import { HOUR_MS } from '../domain/minutes.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';

const MAX_TRIED = 50_000;

/**
 * What Prometheus knows of the past and the ledger does not: history from before its first minute, and gaps, hours that were read
 * while Prometheus had less of them, because it stood still, was replaced, or was filled from elsewhere later. Looked for once
 * an hour, and after every failure. Whoever asks holds the ledger's lease.
 */
@Injectable()
export class FindBackfill {
  private checkedAt = -Infinity;
  private chunks: LedgerChunk[] = [];
  /** What was known of an hour when it was read again: one that cannot be had whole is not read for ever. */
  private readonly tried = new Map<string, number>();

  constructor(
    private readonly database: DatabaseReader,
    private readonly ledger: LedgerRepository,
    private readonly counts: PrometheusCounts,
  ) {}

  /** The next chunk to backfill; the same one until `done` is called. @param now of Prometheus, unix milliseconds */
  async execute(
    scope: Scope,
    slos: readonly LedgerSlo[],
    now: number,
  ): Promise<LedgerChunk | null> {
    if (this.chunks.length === 0 && Math.abs(now - this.checkedAt) >= HOUR_MS) {
      this.chunks = [...(await this.older(slos, now)), ...(await this.gaps(scope, slos, now))];
      this.checkedAt = now;
    }
    return this.chunks[0] ?? null;
  }

  /** The chunk that `execute` gave is written. */
  done(): void {
    this.chunks.shift();
  }

  /** Something failed: what is left is looked for anew. */
  restart(): void {
    this.chunks = [];
    this.checkedAt = -Infinity;
    this.tried.clear();
  }

  private async older(slos: readonly LedgerSlo[], now: number): Promise<LedgerChunk[]> {
    const first = await this.counts.firstMinutes(
      slos.map(({ slug }) => slug),
      now,
    );
    return slos.flatMap(({ sloId, slug, filledFrom, createdAt, namesake }) =>
      filledFrom === null
        ? []
        : olderChunks(
            sloId,
            ledgerStart(first.get(slug) ?? null, createdAt, namesake, now),
            filledFrom,
          ),
    );
  }

  private async gaps(
    scope: Scope,
    slos: readonly LedgerSlo[],
    now: number,
  ): Promise<LedgerChunk[]> {
    const gaps = await this.database.read(scope, (tx) =>
      this.ledger.hoursWithGaps(tx, now - REACH_MS),
    );
    const slugs = new Map(slos.map(({ sloId, slug }) => [sloId, slug]));
    const wanted = [...new Set(gaps.map(({ sloId }) => slugs.get(sloId)))].filter(
      (slug) => slug !== undefined,
    );
    if (wanted.length === 0) return [];
    const hours = gaps.map(({ hour }) => hour);
    const known = await this.counts.hourlySeconds(
      wanted,
      Math.min(...hours),
      Math.max(...hours) + HOUR_MS,
    );
    return hoursToBackfill(gaps, (one) =>
      this.news(one, known.get(slugs.get(one.sloId) ?? '')?.get(one.hour) ?? 0),
    );
  }

  /** @returns the seconds, or 0 when the hour was read with as many before */
  private news({ sloId, hour, coveredSeconds }: HourWithGaps, seconds: number): number {
    const key = `${sloId}/${hour}`;
    if (seconds <= coveredSeconds || this.tried.get(key) === seconds) return 0;
    if (this.tried.size >= MAX_TRIED) this.tried.clear();
    this.tried.set(key, seconds);
    return seconds;
  }
}
