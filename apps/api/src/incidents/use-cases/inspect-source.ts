import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { FindingsRepository } from '../db/findings.repository.js';
import { PayloadsRepository, type RejectedPayload } from '../db/payloads.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { Finding } from '../domain/reconcile.js';

const MOST_FINDINGS = 500;
const MOST_REJECTED = 50;

/** What a source could not make itself understood by, and what it did not say. */
@Injectable()
export class InspectSource {
  constructor(
    private readonly database: DatabaseReader,
    private readonly sources: SourcesRepository,
    private readonly found: FindingsRepository,
    private readonly payloads: PayloadsRepository,
  ) {}

  /** What fires at its Prometheus, and it told nothing of; @throws DomainError `not-found` */
  execute(scope: Scope, slug: string): Promise<Finding[]> {
    return this.of(scope, slug, (tx, id) => this.found.ofSource(tx, id, MOST_FINDINGS));
  }

  /** What it sent and could not be read, the last first; @throws DomainError `not-found` */
  rejected(scope: Scope, slug: string): Promise<RejectedPayload[]> {
    return this.of(scope, slug, (tx, id) => this.payloads.rejected(tx, id, MOST_REJECTED));
  }

  private of<T>(scope: Scope, slug: string, read: (tx: Tx, id: string) => Promise<T>): Promise<T> {
    return this.database.read(scope, async (tx) => {
      const view = await this.sources.find(tx, slug);
      if (!view) throw notFound('source', slug);
      return read(tx, view.source.id);
    });
  }
}
