import type { Selectable } from 'kysely';
import type { AuditEvent } from '../domain/audit-event.js';
import type { AuditEventsTable } from './tables.js';

/** The columns of an event, as they are written. */
export function toRow(event: AuditEvent) {
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
    before: event.before ?? null,
    after: event.after ?? null,
    request_id: event.requestId,
    ip: event.ip,
    previous_hash: event.previousHash,
    hash: event.hash,
  };
}

/** An event from its columns. */
export function fromRow(row: Selectable<AuditEventsTable>): AuditEvent {
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
