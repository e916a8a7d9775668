import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AuditRepository, type AuditFilter } from '../db/audit.repository.js';
import type { AuditEvent } from '../domain/audit-event.js';

/** The trail, newest first. */
@Injectable()
export class SearchAudit {
  constructor(
    private readonly database: DatabaseReader,
    private readonly repository: AuditRepository,
  ) {}

  /** @param cursor the sequence number to continue before */
  async execute(
    scope: Scope,
    filter: AuditFilter,
    cursor: number | null,
    limit: number,
  ): Promise<Page<AuditEvent>> {
    const items = await this.database.read(scope, (tx) =>
      this.repository.search(tx, filter, cursor, limit + 1),
    );
    return pageOf(items, limit, ({ seq }) => String(seq));
  }
}
