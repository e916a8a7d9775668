import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import type { Environment } from '../domain/environment.js';
import { pageOf, type Page } from '#contract';
import type { ListFilter } from '../domain/list-filter.js';

/** Reads environments that the actor may see. */
@Injectable()
export class FindEnvironments {
  constructor(
    private readonly database: DatabaseReader,
    private readonly environments: EnvironmentsRepository,
  ) {}

  /** @returns one page, by slug */
  async execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<Environment>> {
    const rows = await this.database.read(scope, (tx) =>
      this.environments.list(tx, filter, limit + 1),
    );
    return pageOf(rows, limit, (row) => row.slug);
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<Environment> {
    const row = await this.database.read(scope, (tx) => this.environments.find(tx, slug));
    if (!row) throw notFound('environment', slug);
    return row;
  }
}
