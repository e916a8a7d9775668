import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AuditRepository, type AuditFilter } from '../db/audit.repository.js';
import type { AuditEvent } from '../domain/audit-event.js';

/** One page of the trail, newest first; `nextCursor` continues it. */
export interface AuditPage {
  readonly items: readonly AuditEvent[];
  readonly nextCursor: string | null;
}

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
  ): Promise<AuditPage> {
    const items = await this.database.read(scope, (tx) =>
      this.repository.search(tx, filter, cursor, limit + 1),
    );
    const page = items.slice(0, limit);
    return { items: page, nextCursor: items.length > limit ? String(page.at(-1)?.seq) : null };
  }
}
