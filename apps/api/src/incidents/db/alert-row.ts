import type { Selectable } from 'kysely';
import type { Alert } from '../domain/alert.js';
import type { AlertsTable } from './tables.js';

/** What a delivery may change of a known alert. */
export const CHANGING = [
  'name',
  'labels',
  'annotations',
  'summary',
  'generator_url',
  'severity',
  'class',
  'slo',
  'subject',
  'territory',
  'outside',
  'group_key',
  'incident_id',
  'told_start',
  'told_at',
  'noted_summary',
  'noted_at',
  'end_told',
  'end_told_at',
  'absent_at',
  'upstream',
  'folded',
] as const;

/** What is written of an alert. */
export const COLUMNS = [
  ...CHANGING,
  'id',
  'source_id',
  'source',
  'fingerprint',
  'firing_from',
  'closed_until',
  'first_seen_at',
] as const;

/** As it stands in JSON. */
export function toRow(alert: Alert): Readonly<Record<(typeof COLUMNS)[number], unknown>> {
  const { id, source, fingerprint, name, summary, severity, slo, subject, territory } = alert;
  return {
    id,
    source_id: alert.sourceId,
    source,
    fingerprint,
    name,
    labels: alert.labels,
    annotations: alert.annotations,
    summary,
    generator_url: alert.generatorUrl,
    severity,
    class: alert.class,
    slo,
    subject,
    territory,
    outside: alert.outside,
    group_key: alert.groupKey,
    incident_id: alert.incidentId,
    firing_from: alert.firingFrom,
    closed_until: alert.closedUntil,
    told_start: alert.toldStart,
    told_at: alert.toldAt,
    noted_summary: alert.notedSummary,
    noted_at: alert.notedAt,
    end_told: alert.endTold,
    end_told_at: alert.endToldAt,
    absent_at: alert.absentAt,
    upstream: alert.upstream,
    folded: alert.folded,
    first_seen_at: alert.firstSeenAt,
  };
}

/** As it stands in its row. */
export function fromRow(row: Selectable<AlertsTable>): Alert {
  const { id, source, fingerprint, name, labels, annotations, summary, severity } = row;
  return {
    id,
    sourceId: row.source_id,
    source,
    fingerprint,
    name,
    labels,
    annotations,
    summary,
    generatorUrl: row.generator_url,
    severity,
    class: row.class,
    slo: row.slo,
    subject: row.subject,
    territory: row.territory,
    outside: row.outside,
    groupKey: row.group_key,
    incidentId: row.incident_id,
    firingFrom: row.firing_from,
    closedUntil: row.closed_until,
    toldStart: row.told_start,
    toldAt: row.told_at,
    notedSummary: row.noted_summary,
    notedAt: row.noted_at,
    endTold: row.end_told,
    endToldAt: row.end_told_at,
    absentAt: row.absent_at,
    upstream: row.upstream,
    folded: row.folded,
    firstSeenAt: row.first_seen_at,
  };
}
