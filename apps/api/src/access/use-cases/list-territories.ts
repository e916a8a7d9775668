import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import type { Territory } from '../domain/territory.js';

/** Every territory there is: a list of names, which tells nothing of what lies in them. */
@Injectable()
export class ListTerritories {
  constructor(
    private readonly database: DatabaseReader,
    private readonly territories: TerritoriesRepository,
  ) {}

  execute(scope: Scope): Promise<Territory[]> {
    return this.database.read(scope, (tx) => this.territories.list(tx));
  }
}
