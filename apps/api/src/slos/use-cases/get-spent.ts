import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerSumsRepository } from '../db/ledger-sums.repository.js';
import { DAY_MS, MINUTES_KEPT_MS } from '../domain/minutes.js';
import { boundsAt, NO_SUMS } from '../domain/reading.js';
import { countable, spentWithin, type Spent } from '../domain/spent.js';
import { FindStoredReading } from './find-stored-reading.js';

const LONGEST_MS = 3 * 366 * DAY_MS;

/** What a stretch of time, an incident say, took from the budget of an SLO. */
@Injectable()
export class GetSpent {
  constructor(
    private readonly database: DatabaseReader,
    private readonly find: FindStoredReading,
    private readonly sums: LedgerSumsRepository,
  ) {}

  /**
   * @param range `to` default: the end of the newest closed minute
   * @throws DomainError `not-found` for the SLO and while its ledger has no minute yet; `validation-failed` when the stretch is empty or
   * longer than three years
   */
  async execute(
    scope: Scope,
    slug: string,
    range: { from: Date; to?: Date | undefined },
  ): Promise<Spent & { readonly asOf: string }> {
    checkRange(range);
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.execute(tx, slug);
      const objective = objectiveOf(slo.document);
      const asOf = Date.parse(stored.reading.asOf);
      const minutesFrom = asOf - MINUTES_KEPT_MS;
      const from = range.from.getTime();
      const part = countable({ from, to: range.to?.getTime() ?? asOf }, asOf, minutesFrom);
      const window = boundsAt(objective.window, new Date(part.to)).start.getTime();
      const stretches = [part.from, window].map((start) => ({
        sloId: slo.id,
        from: start,
        to: part.to,
      }));
      const [within = NO_SUMS, whole = NO_SUMS] = await this.sums.sums(tx, stretches, minutesFrom);
      return { asOf: stored.reading.asOf, ...spentWithin(objective, part, within, whole) };
    });
  }
}

function checkRange({ from, to }: { from: Date; to?: Date | undefined }): void {
  const length = (to ?? new Date(0)).getTime() - from.getTime();
  if (to && length <= 0)
    throw invalid([{ path: 'to', code: 'empty-range', message: 'to must be after from.' }]);
  if (to && length > LONGEST_MS)
    throw invalid([
      {
        path: 'from',
        code: 'range-too-long',
        message: 'from and to are at most three years apart.',
      },
    ]);
}
