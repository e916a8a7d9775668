import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, notFound } from '../../platform/kernel/domain-error.js';
import { ReadingsRepository, type StoredReading } from '../db/readings.repository.js';
import { SlosRepository } from '../db/slos.repository.js';
import type { Slo } from '../domain/slo.js';

/** An SLO and its present reading, to the last digit the one that lists show; for readers that say more of it. */
@Injectable()
export class FindStoredReading {
  constructor(
    private readonly slos: SlosRepository,
    private readonly readings: ReadingsRepository,
  ) {}

  /** @throws DomainError `not-found` when there is no such SLO, or no reading of it yet */
  async execute(tx: Tx, slug: string): Promise<{ slo: Slo; stored: StoredReading }> {
    const { slo, stored } = await this.ifAny(tx, slug);
    if (!stored)
      throw new DomainError(
        'not-found',
        `"${slug}" has no reading yet: the first minute of its ledger is still to be closed.`,
      );
    return { slo, stored };
  }

  /**
   * The same for readers that have something to say before the first reading.
   * @throws DomainError `not-found` when there is no such SLO
   */
  async ifAny(tx: Tx, slug: string): Promise<{ slo: Slo; stored: StoredReading | undefined }> {
    const slo = await this.slos.find(tx, slug);
    if (!slo) throw notFound('SLO', slug);
    return { slo, stored: await this.readings.find(tx, slo.id) };
  }
}
