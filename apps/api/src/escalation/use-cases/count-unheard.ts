import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { RunsRepository, type Unheard } from '../db/runs.repository.js';

/** Counts the triggered incidents that nobody is paged about, for whoever watches. */
@Injectable()
export class CountUnheard {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly runs: RunsRepository,
  ) {}

  async execute(): Promise<Unheard> {
    const scope = await this.scopes.open('escalation');
    return this.database.read(scope, (tx) => this.runs.unheard(tx));
  }
}
