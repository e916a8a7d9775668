import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { IncidentsRepository, type OpenIncidents } from '../db/incidents.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { SourceView } from '../domain/source.js';

/** What is open, and which source was last heard when. */
export interface IncidentsMeasured {
  readonly open: readonly OpenIncidents[];
  readonly sources: readonly SourceView[];
}

const MOST_SOURCES = 1000;

/** Counts what is open, for whoever watches. */
@Injectable()
export class MeasureIncidents {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
    private readonly sources: SourcesRepository,
  ) {}

  async execute(): Promise<IncidentsMeasured> {
    const scope = await this.scopes.open('incidents');
    return this.database.read(scope, async (tx) => ({
      open: await this.incidents.open(tx),
      sources: (await this.sources.page(tx, { limit: MOST_SOURCES })).items,
    }));
  }
}
