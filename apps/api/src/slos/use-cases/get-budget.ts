import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { unmeasuredBurnRates, type BurnRatePair } from '../domain/burn-rates.js';
import { floorTo } from '../domain/ledger-plan.js';
import { MINUTE_MS } from '../domain/minutes.js';
import { readingOf, type Reading } from '../domain/reading.js';
import { FindStoredReading } from './find-stored-reading.js';
import { ReadLedger } from './read-ledger.js';

/** Every alert tier of one SLO at `asOf`, the end of the newest closed minute. */
export interface BurnRates {
  readonly asOf: string | null;
  readonly pairs: readonly BurnRatePair[];
}

/** The stored reading of one SLO, or what the ledger said at an earlier minute. */
@Injectable()
export class GetBudget {
  constructor(
    private readonly database: DatabaseReader,
    private readonly find: FindStoredReading,
    private readonly ledger: ReadLedger,
  ) {}

  /**
   * @param at an instant of the past; null = the present reading, to the last digit the one that lists show
   * @throws DomainError `not-found` for the SLO and while its ledger has no minute yet
   */
  async execute(scope: Scope, slug: string, at: Date | null): Promise<Reading> {
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.execute(tx, slug);
      const asOf = at && floorTo(at.getTime(), MINUTE_MS);
      if (asOf === null || asOf >= Date.parse(stored.reading.asOf)) return stored.reading;
      const [input] = await this.ledger.execute(tx, [
        {
          id: slo.id,
          objective: objectiveOf(slo.document),
          asOf: new Date(asOf),
          countedFrom: null,
          alerts: [],
          before: null,
        },
      ]);
      return input ? readingOf(input) : stored.reading;
    });
  }

  /**
   * The alert tiers as they stood at the present reading; before the first one, with no rates and `asOf` null.
   * @throws DomainError `not-found`
   */
  async burnRates(scope: Scope, slug: string): Promise<BurnRates> {
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await this.find.ifAny(tx, slug);
      if (stored) return { asOf: stored.reading.asOf, pairs: stored.burnRates };
      return { asOf: null, pairs: unmeasuredBurnRates(objectiveOf(slo.document)) };
    });
  }
}
