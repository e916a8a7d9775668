import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { TeamsRepository, type TeamRow } from '../db/teams.repository.js';
import type { Page } from '#contract';
import type { ListFilter } from '../domain/list-filter.js';

/** Reads teams that the actor may see. */
@Injectable()
export class FindTeams {
  constructor(
    private readonly database: DatabaseReader,
    private readonly teams: TeamsRepository,
  ) {}

  /** @returns one page, by slug */
  execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<TeamRow>> {
    return this.database.read(scope, (tx) => this.teams.page(tx, filter, limit));
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<TeamRow> {
    const row = await this.database.read(scope, (tx) => this.teams.find(tx, slug));
    if (!row) throw notFound('team', slug);
    return row;
  }
}
