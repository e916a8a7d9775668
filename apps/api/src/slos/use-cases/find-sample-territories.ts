import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { SlosRepository } from '../db/slos.repository.js';

/** Where sample objectives are at home, whoever asks. */
@Injectable()
export class FindSampleTerritories {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly slos: SlosRepository,
  ) {}

  /** @returns codes, in order */
  async execute(): Promise<string[]> {
    const everywhere = await this.scopes.open('sample');
    return this.database.read(everywhere, (tx) => this.slos.sampleTerritories(tx));
  }
}
