import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
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
  execute(
    scope: Scope,
    filter: AuditFilter,
    cursor: number | null,
    limit: number,
  ): Promise<Page<AuditEvent>> {
    return this.database.read(scope, (tx) => this.repository.search(tx, filter, cursor, limit));
  }
}
