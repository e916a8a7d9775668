import { Injectable } from '@nestjs/common';
import { objectiveOf } from '#slo';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReadingsRepository } from '../db/readings.repository.js';
import { SlosRepository } from '../db/slos.repository.js';
import { detectionEnvelopeOf, meanTraffic, type DetectionEnvelope } from '../domain/detection.js';

/** How soon the alerts of an SLO would page, for faults of every size. */
@Injectable()
export class GetDetectionEnvelope {
  constructor(
    private readonly database: DatabaseReader,
    private readonly slos: SlosRepository,
    private readonly readings: ReadingsRepository,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(scope: Scope, slug: string): Promise<DetectionEnvelope> {
    const { document, reading } = await this.database.read(scope, async (tx) => {
      const slo = await this.slos.find(tx, slug);
      if (!slo) throw notFound('SLO', slug);
      return {
        document: slo.document,
        reading: (await this.readings.find(tx, slo.id))?.reading ?? null,
      };
    });
    const objective = objectiveOf(document);
    return detectionEnvelopeOf(
      objective,
      meanTraffic(objective, reading),
      this.settings.get('INGESTION_OFFSET'),
    );
  }
}
