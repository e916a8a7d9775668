import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerSumsRepository } from '../db/ledger-sums.repository.js';
import { gapsFrom, lostGaps } from '../domain/gaps.js';
import { MINUTES_KEPT_MS } from '../domain/minutes.js';
import { boundsAt } from '../domain/reading.js';
import { FindStoredReading } from './find-stored-reading.js';

/** More are not listed; their seconds are told all the same. */
const MOST_LISTED = 100;

/** What of a window is in no number. */
export interface Gaps {
  readonly asOf: string;
  readonly uncountedSeconds: number;
  /** how many there are */
  readonly total: number;
  /** the newest first */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
}

/** The stretches of an SLO's present window that are too long for counters to tell afterwards what happened in them. */
@Injectable()
export class GetGaps {
  constructor(
    private readonly database: DatabaseReader,
    private readonly find: FindStoredReading,
    private readonly sums: LedgerSumsRepository,
  ) {}

  /**
   * Looks as far back as minutes are kept.
   * @throws DomainError `not-found` for the SLO and while its ledger has no minute yet
   */
  async execute(scope: Scope, slug: string): Promise<Gaps> {
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.execute(tx, slug);
      const { asOf } = stored.reading;
      const to = Date.parse(asOf);
      const start = boundsAt(objectiveOf(slo.document).window, new Date(to)).start.getTime();
      const from = Math.max(start, to - MINUTES_KEPT_MS);
      const lost = lostGaps(
        await this.sums.gaps(tx, { sloId: slo.id, from: gapsFrom(from), to }),
        from,
      ).toReversed();
      const iso = (at: number) => new Date(at).toISOString();
      return {
        asOf,
        uncountedSeconds: lost.reduce((sum, gap) => sum + (gap.to - gap.from) / 1000, 0),
        total: lost.length,
        gaps: lost.slice(0, MOST_LISTED).map((gap) => ({ from: iso(gap.from), to: iso(gap.to) })),
      };
    });
  }
}
