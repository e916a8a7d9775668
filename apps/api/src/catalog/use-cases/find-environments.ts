import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import type { Environment } from '../domain/environment.js';
import type { Page } from '#contract';
import type { ListFilter } from '../domain/list-filter.js';

/** Reads environments that the actor may see. */
@Injectable()
export class FindEnvironments {
  constructor(
    private readonly database: DatabaseReader,
    private readonly environments: EnvironmentsRepository,
  ) {}

  /** @returns one page, by slug */
  execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<Environment>> {
    return this.database.read(scope, (tx) => this.environments.page(tx, filter, limit));
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<Environment> {
    const row = await this.database.read(scope, (tx) => this.environments.find(tx, slug));
    if (!row) throw notFound('environment', slug);
    return row;
  }
}
