import type { AuditEvent } from '../api/contract.js';

const COLUMNS = [
  'seq',
  'at',
  'actorKind',
  'actorId',
  'actor',
  'action',
  'targetKind',
  'targetId',
  'target',
  'territory',
  'reason',
  'requestId',
  'ip',
  'before',
  'after',
  'previousHash',
  'hash',
];

/** One CSV field; text a spreadsheet would run as a formula is made harmless by a leading apostrophe (OWASP, CSV injection). */
function field(value: unknown): string {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Audit events as CSV (RFC 4180) with a head line. */
export function auditCsv(events: readonly AuditEvent[]): string {
  const lines = events.map((event) =>
    [
      event.seq,
      event.at,
      event.actor.kind,
      event.actor.id,
      event.actor.name,
      event.action,
      event.target?.kind,
      event.target?.id,
      event.target?.name,
      event.territory,
      event.reason,
      event.requestId,
      event.ip,
      event.before,
      event.after,
      event.previousHash,
      event.hash,
    ]
      .map(field)
      .join(','),
  );
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** Audit events as JSON Lines, each as the API gives it, hashes included. */
export function auditJsonl(events: readonly AuditEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
