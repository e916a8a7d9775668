import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { AuditEvent, AuditHead } from '../domain/audit-event.js';
import type { AuditEventsTable } from './tables.js';

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

@Injectable()
export class AuditRepository {
  /** Locks the head until the transaction ends: links are forged one after the other. */
  lockHead(tx: Tx): Promise<AuditHead> {
    return tx
      .selectFrom('audit_head')
      .select(['seq', 'hash', 'seal'])
      .forUpdate()
      .executeTakeFirstOrThrow();
  }

  head(tx: Tx): Promise<AuditHead> {
    return tx.selectFrom('audit_head').select(['seq', 'hash', 'seal']).executeTakeFirstOrThrow();
  }

  async append(tx: Tx, event: AuditEvent, head: AuditHead): Promise<void> {
    await tx.insertInto('audit_events').values(toRow(event)).execute();
    await tx
      .updateTable('audit_head')
      .set({ seq: head.seq, hash: head.hash, seal: head.seal })
      .execute();
  }

  /** Oldest first, after `seq`. */
  async page(tx: Tx, afterSeq: number, limit: number): Promise<AuditEvent[]> {
    const rows = await tx
      .selectFrom('audit_events')
      .selectAll()
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  /** Newest first, before `beforeSeq` where given. */
  async search(
    tx: Tx,
    filter: AuditFilter,
    beforeSeq: number | null,
    limit: number,
  ): Promise<AuditEvent[]> {
    let query = tx.selectFrom('audit_events').selectAll().orderBy('seq', 'desc').limit(limit);
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
    return (await query.execute()).map(fromRow);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function like(text: string | undefined): string {
  return `%${escaped(text ?? '')}%`;
}

function toRow(event: AuditEvent) {
  return {
    seq: event.seq,
    at: event.at,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    actor_name: event.actor.name,
    action: event.action,
    target_kind: event.target?.kind ?? null,
    target_id: event.target?.id ?? null,
    target_name: event.target?.name ?? null,
    territory: event.territory,
    reason: event.reason,
    before: json(event.before),
    after: json(event.after),
    request_id: event.requestId,
    ip: event.ip,
    previous_hash: event.previousHash,
    hash: event.hash,
  };
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function fromRow(row: Selectable<AuditEventsTable>): AuditEvent {
  const target =
    row.target_kind === null
      ? null
      : { kind: row.target_kind, id: row.target_id ?? '', name: row.target_name ?? '' };
  return {
    seq: row.seq,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    target,
    territory: row.territory,
    reason: row.reason,
    before: row.before,
    after: row.after,
    requestId: row.request_id,
    ip: row.ip,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
