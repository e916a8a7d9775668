import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { SourceView } from '../domain/source.js';

/** The sources of alerts that the actor may see, by name in paths. */
@Injectable()
export class ListSources {
  constructor(
    private readonly database: DatabaseReader,
    private readonly sources: SourcesRepository,
  ) {}

  /** @param after slug to continue after */
  async execute(scope: Scope, after: string | undefined, limit: number): Promise<Page<SourceView>> {
    const rows = await this.database.read(scope, (tx) => this.sources.list(tx, after, limit + 1));
    return pageOf(rows, limit, ({ source }) => source.slug);
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<SourceView> {
    const found = await this.database.read(scope, (tx) => this.sources.find(tx, slug));
    if (!found) throw notFound('source', slug);
    return found;
  }
}
