import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import { sql } from 'kysely';
import { pageOfRows } from '../../platform/db/page-of-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import { isViolationOf } from '../../platform/kernel/database-errors.js';
import { auditBroken } from '../domain/audit-broken.js';
import type { AuditEvent, AuditHead } from '../domain/audit-event.js';
import { fromRow, toRow } from './event-rows.js';

/** Which events a reader asks for; times inclusive. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** code of the territory they happened in; events of no territory are left out */
  readonly territory?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly q?: string | undefined;
}

/** What is read where somebody took the head away: it is not sealed. */
const NO_HEAD: AuditHead = { seq: 0, hash: '', seal: '' };

@Injectable()
export class AuditRepository {
  /** Locks the head until the transaction ends: links are forged one after the other. */
  async lockHead(tx: Tx): Promise<AuditHead> {
    const { rows } =
      await sql<AuditHead>`select seq, hash, seal from leitstand_audit_head()`.execute(tx);
    return rows[0]?.hash ? rows[0] : NO_HEAD;
  }

  async head(tx: Tx): Promise<AuditHead> {
    const row = await tx
      .selectFrom('audit_head')
      .select(['seq', 'hash', 'seal'])
      .executeTakeFirst();
    return row ?? NO_HEAD;
  }

  /**
   * Appends events that follow the head one after the other, in one statement.
   * @param seal of the last of them
   * @throws DomainError `audit-broken` when an event stands where one of these belongs
   */
  async append(tx: Tx, events: readonly AuditEvent[], seal: string): Promise<void> {
    const rows = JSON.stringify(events.map(toRow));
    await sql`select leitstand_audit_append(${rows}::jsonb, ${seal})`
      .execute(tx)
      .catch((error: unknown) => {
        if (isViolationOf(error, 'audit_events_pkey'))
          throw auditBroken(`An event stands behind its head, event ${(events[0]?.seq ?? 1) - 1}.`);
        throw error;
      });
  }

  /** When the thing of this name that there was last was deleted, as far as the transaction's scope sees; null when it never was. */
  async lastDeletion(tx: Tx, kind: string, id: string): Promise<Date | null> {
    const row = await tx
      .selectFrom('audit_events')
      .select('at')
      .where('target_kind', '=', kind)
      .where('target_id', '=', id)
      .where('action', '=', `${kind}.deleted`)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.at ?? null;
  }

  /** Newest first, before `beforeSeq` where given. */
  search(
    tx: Tx,
    filter: AuditFilter,
    beforeSeq: number | null,
    limit: number,
  ): Promise<Page<AuditEvent>> {
    let query = tx.selectFrom('audit_events').selectAll().orderBy('seq', 'desc');
    if (beforeSeq !== null) query = query.where('seq', '<', beforeSeq);
    if (filter.actor)
      query = query.where((eb) =>
        eb.or([
          eb('actor_id', '=', filter.actor ?? ''),
          eb('actor_name', 'ilike', like(filter.actor)),
        ]),
      );
    if (filter.action) query = query.where('action', 'like', `${escaped(filter.action)}%`);
    if (filter.subject)
      query = query.where((eb) =>
        eb.or([
          eb('target_id', '=', filter.subject ?? ''),
          eb('target_name', '=', filter.subject ?? ''),
        ]),
      );
    if (filter.territory) query = query.where('territory', '=', filter.territory);
    if (filter.from) query = query.where('at', '>=', filter.from);
    if (filter.to) query = query.where('at', '<=', filter.to);
    if (filter.q)
      query = query.where((eb) =>
        eb.or(
          (['actor_name', 'action', 'target_name', 'reason'] as const).map((column) =>
            eb(column, 'ilike', like(filter.q)),
          ),
        ),
      );
    return pageOfRows(tx, query, limit, { itemOf: fromRow, cursorOf: ({ seq }) => String(seq) });
  }
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function like(text: string | undefined): string {
  return `%${escaped(text ?? '')}%`;
}
