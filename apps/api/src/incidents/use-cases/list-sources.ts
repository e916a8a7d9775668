import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { FindingsRepository } from '../db/findings.repository.js';
import { PayloadsRepository, type RejectedPayload } from '../db/payloads.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { Finding } from '../domain/reconcile.js';
import type { SourceView } from '../domain/source.js';

const MOST_FINDINGS = 500;
const MOST_REJECTED = 50;

/** The sources of alerts that the actor may see, by name in paths. */
@Injectable()
export class ListSources {
  constructor(
    private readonly database: DatabaseReader,
    private readonly sources: SourcesRepository,
    private readonly found: FindingsRepository,
    private readonly payloads: PayloadsRepository,
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

  /** What fires at its Prometheus, and it told nothing of; @throws DomainError `not-found` */
  async findings(scope: Scope, slug: string): Promise<Finding[]> {
    const { source } = await this.one(scope, slug);
    return this.database.read(scope, (tx) => this.found.ofSource(tx, source.id, MOST_FINDINGS));
  }

  /** What it sent and could not be read, the last first; @throws DomainError `not-found` */
  async rejected(scope: Scope, slug: string): Promise<RejectedPayload[]> {
    const { source } = await this.one(scope, slug);
    return this.database.read(scope, (tx) => this.payloads.rejected(tx, source.id, MOST_REJECTED));
  }
}
