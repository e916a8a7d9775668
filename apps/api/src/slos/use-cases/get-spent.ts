import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerSumsRepository } from '../db/ledger-sums.repository.js';
import { assertNotEmpty, assertNotTooLong } from '../domain/asked-range.js';
import { MINUTES_KEPT_MS } from '../domain/minutes.js';
import { boundsAt, NO_SUMS } from '../domain/reading.js';
import { countable, spentWithin, type Spent } from '../domain/spent.js';
import { FindStoredReading } from './find-stored-reading.js';

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
    if (range.to) assertNotEmpty(range.from.getTime(), range.to.getTime());
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.execute(tx, slug);
      const objective = objectiveOf(slo.document);
      const asOf = Date.parse(stored.reading.asOf);
      const minutesFrom = asOf - MINUTES_KEPT_MS;
      const asked = { from: range.from.getTime(), to: range.to?.getTime() ?? asOf };
      assertNotTooLong(asked.from, asked.to);
      const part = countable(asked, asOf, minutesFrom);
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
