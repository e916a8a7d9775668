import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound, DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReadingsRepository, type StoredReading } from '../db/readings.repository.js';
import { SlosRepository } from '../db/slos.repository.js';
import type { BurnRatePair } from '../domain/burn-rates.js';
import { floorTo } from '../domain/ledger-plan.js';
import { MINUTE_MS } from '../domain/minutes.js';
import { readingOf, type Reading } from '../domain/reading.js';
import type { Slo } from '../domain/slo.js';
import { ReadLedger } from './read-ledger.js';

/** The stored reading of one SLO, or what the ledger said at an earlier minute. */
@Injectable()
export class GetBudget {
  constructor(
    private readonly database: DatabaseReader,
    private readonly slos: SlosRepository,
    private readonly readings: ReadingsRepository,
    private readonly ledger: ReadLedger,
  ) {}

  /**
   * @param at an instant of the past; null = the present reading, to the last digit the one that lists show
   * @throws DomainError `not-found` for the SLO and while its ledger has no minute yet
   */
  async execute(scope: Scope, slug: string, at: Date | null): Promise<Reading> {
    return this.database.read(scope, async (tx) => {
      const { slo, stored } = await storedReading(tx, this.slos, this.readings, slug);
      const asOf = at && floorTo(at.getTime(), MINUTE_MS);
      if (asOf === null || asOf >= Date.parse(stored.reading.asOf)) return stored.reading;
      const [input] = await this.ledger.inputs(tx, [
        { id: slo.id, objective: objectiveOf(slo.document), asOf: new Date(asOf), alerts: [] },
      ]);
      return input ? readingOf(input) : stored.reading;
    });
  }

  /** The alert tiers as they stood at the present reading. */
  async burnRates(
    scope: Scope,
    slug: string,
  ): Promise<{ asOf: string; pairs: readonly BurnRatePair[] }> {
    return this.database.read(scope, async (tx) => {
      const { stored } = await storedReading(tx, this.slos, this.readings, slug);
      return { asOf: stored.reading.asOf, pairs: stored.burnRates };
    });
  }
}

/** @throws DomainError when there is no such SLO or no reading of it yet */
export async function storedReading(
  tx: Tx,
  slos: SlosRepository,
  readings: ReadingsRepository,
  slug: string,
): Promise<{ slo: Slo; stored: StoredReading }> {
  const slo = await slos.find(tx, slug);
  if (!slo) throw notFound('SLO', slug);
  const stored = await readings.find(tx, slo.id);
  if (!stored)
    throw new DomainError(
      'not-found',
      `"${slug}" has no reading yet: the first minute of its ledger is still to be closed.`,
    );
  return { slo, stored };
}
