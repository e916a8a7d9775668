import { csv, type CsvCell, type CsvColumn } from '#contract';
import type { AuditEvent } from '../contract.js';

const json = (value: unknown): CsvCell =>
  value === null || value === undefined || typeof value === 'string'
    ? (value ?? null)
    : JSON.stringify(value);

const COLUMNS: readonly CsvColumn<AuditEvent>[] = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorId', ({ actor }) => actor.id],
  ['actor', ({ actor }) => actor.name],
  ['action', ({ action }) => action],
  ['targetKind', ({ target }) => target?.kind ?? null],
  ['targetId', ({ target }) => target?.id ?? null],
  ['target', ({ target }) => target?.name ?? null],
  ['territory', ({ territory }) => territory],
  ['reason', ({ reason }) => reason],
  ['requestId', ({ requestId }) => requestId],
  ['ip', ({ ip }) => ip],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['previousHash', ({ previousHash }) => previousHash],
  ['hash', ({ hash }) => hash],
];

/** Audit events as CSV with a head line. */
export function auditCsv(events: readonly AuditEvent[]): string {
  return csv(COLUMNS, events);
}

/** Audit events as JSON Lines, each as the API gives it, hashes included. */
export function auditJsonl(events: readonly AuditEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
