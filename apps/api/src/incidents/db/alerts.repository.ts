import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Alert } from '../domain/alert.js';
import type { Incident } from '../domain/incident.js';
import type { AlertsTable } from './tables.js';

/** A group of alerts, and the last incident that it was. */
export interface AlertGroup {
  readonly key: string;
  readonly territory: string;
  readonly incidentId: string | null;
}

/** How many alerts hold an incident open: kept one by one, and beyond those. */
export interface OpenAlerts {
  readonly firing: number;
  readonly folded: number;
  /** of those: as many are called over by their source, which nothing has borne out */
  readonly ended: number;
}

const IS_ENDED = sql<boolean>`coalesce(end_told >= firing_from, false)`;
const IS_OPEN = sql<boolean>`firing_from is not null and (closed_until is null or firing_from > closed_until)`;

/** Alerts and what they share. What a scope may not see does not exist for it. */
@Injectable()
export class AlertsRepository {
  /** The groups to which alerts that are open belong, by fingerprint: read without a lock, to know what to lock. */
  async openGroups(
    tx: Tx,
    sourceId: string,
    fingerprints: readonly string[],
  ): Promise<ReadonlyMap<string, Omit<AlertGroup, 'incidentId'>>> {
    const rows = await this.among(tx, sourceId, fingerprints)
      .select(['fingerprint', 'group_key', 'territory'])
      .where(IS_OPEN)
      .execute();
    return new Map(
      rows.map(({ fingerprint, group_key: key, territory }) => [fingerprint, { key, territory }]),
    );
  }

  /** Makes the groups that are missing and locks all, in the order of their keys: whoever takes several takes them in this order. */
  async lockGroups(tx: Tx, groups: ReadonlyMap<string, string>): Promise<Map<string, AlertGroup>> {
    const keys = [...groups.keys()].toSorted();
    if (keys.length === 0) return new Map();
    await tx
      .insertInto('alert_groups')
      .values(keys.map((key) => ({ key, territory: groups.get(key) ?? '', incident_id: null })))
      .onConflict((oc) => oc.doNothing())
      .execute();
    const rows = await tx
      .selectFrom('alert_groups')
      .selectAll()
      .where(sql<boolean>`key = any (${keys}::text[])`)
      .orderBy(sql`key collate "C"`)
      .forUpdate()
      .execute();
    return new Map(
      rows.map(({ key, territory, incident_id: incidentId }) => [
        key,
        { key, territory, incidentId },
      ]),
    );
  }

  async setIncident(tx: Tx, key: string, incidentId: string): Promise<void> {
    await tx
      .updateTable('alert_groups')
      .set({ incident_id: incidentId })
      .where('key', '=', key)
      .execute();
  }

  private readonly claiming = new Prepared<
    [sourceId: string, fingerprints: readonly string[]],
    unknown
  >(
    'leitstand-claim-alerts',
    (sourceId, fingerprints) =>
      sql`select pg_advisory_xact_lock(at) from (select distinct hashtextextended(${sourceId}::text || '|' || one, 0) as at
            from unnest(${fingerprints}::text[]) as one order by at) as places`,
  );

  /**
   * Known alerts, locked in the order of their fingerprints. Those that nobody knows yet are claimed until the transaction ends: whoever
   * tells of the same one waits, and knows it then, also where it tells of it in another group.
   */
  async lock(tx: Tx, sourceId: string, fingerprints: readonly string[]): Promise<Alert[]> {
    await this.claiming.ride(tx, sourceId, fingerprints);
    const rows = await this.among(tx, sourceId, fingerprints)
      .selectAll()
      .orderBy(sql`fingerprint collate "C"`)
      .forUpdate()
      .execute();
    return rows.map(fromRow);
  }

  /** Alerts that stand for many of one group of the source and are open. */
  async openFolds(tx: Tx, sourceId: string, upstream: string): Promise<Alert[]> {
    const rows = await tx
      .selectFrom('alerts')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('upstream', '=', upstream)
      .where('folded', '>', 0)
      .where(IS_OPEN)
      .execute();
    return rows.map(fromRow);
  }

  /** The alerts of a source that are open, longest open first. */
  async openOf(tx: Tx, sourceId: string, limit: number): Promise<Alert[]> {
    const rows = await tx
      .selectFrom('alerts')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where(IS_OPEN)
      .orderBy('firing_from')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  /** Those of a source by these names that are open. @param prefix of their fingerprints */
  async openNamed(
    tx: Tx,
    sourceId: string,
    names: readonly string[],
    prefix: string,
  ): Promise<Alert[]> {
    const rows = await tx
      .selectFrom('alerts')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where(IS_OPEN)
      .where(sql<boolean>`name = any (${names}::text[])`)
      .where(sql<boolean>`starts_with(fingerprint, ${prefix})`)
      .orderBy('firing_from')
      .execute();
    return rows.map(fromRow);
  }

  /** It is known by another fingerprint from here on. */
  async rename(tx: Tx, id: string, fingerprint: string): Promise<void> {
    await tx.updateTable('alerts').set({ fingerprint }).where('id', '=', id).execute();
  }

  /** Sources of which an alert is called over that counts as firing. */
  async sourcesInDoubt(tx: Tx): Promise<string[]> {
    const rows = await tx
      .selectFrom('alerts')
      .select('source_id')
      .distinct()
      .where(IS_OPEN)
      .where(IS_ENDED)
      .execute();
    return rows.map(({ source_id: id }) => id);
  }

  /** Those of a source with these labels by name that are known and not open: until when they were closed. */
  async closedNamed(tx: Tx, sourceId: string, names: readonly string[]): Promise<Alert[]> {
    if (names.length === 0) return [];
    const rows = await tx
      .selectFrom('alerts')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where(sql<boolean>`name = any (${names}::text[])`)
      .where(sql<boolean>`not (${IS_OPEN})`)
      .orderBy('closed_until', 'desc')
      .limit(5000)
      .execute();
    return rows.map(fromRow);
  }

  /** An end that was told is not true: the alert fires. @param evaluatedAt ends told of later instants stay */
  async refute(tx: Tx, id: string, evaluatedAt: Date): Promise<void> {
    await tx
      .updateTable('alerts')
      .set({ end_told: null, end_told_at: null })
      .where('id', '=', id)
      .where('end_told', '<', evaluatedAt)
      .execute();
  }

  async markAbsent(tx: Tx, id: string, absentAt: Date | null): Promise<void> {
    await tx.updateTable('alerts').set({ absent_at: absentAt }).where('id', '=', id).execute();
  }

  /** Writes what is new and what changed, by source and fingerprint. */
  async save(tx: Tx, alerts: readonly Alert[]): Promise<void> {
    if (alerts.length === 0) return;
    await tx
      .insertInto('alerts')
      .values(alerts.map(toRow))
      .onConflict((oc) =>
        oc.columns(['source_id', 'fingerprint']).doUpdateSet((eb) => ({
          ...Object.fromEntries(
            CHANGING.map((column) => [column, eb.ref(`excluded.${column}`)] as const),
          ),
          firing_from: sql`greatest(alerts.firing_from, excluded.firing_from)`,
          closed_until: sql`greatest(alerts.closed_until, excluded.closed_until)`,
        })),
      )
      .execute();
  }

  /** Puts alerts among those of an incident, where they are not yet. */
  async join(tx: Tx, { id, territory }: Incident, alerts: readonly Alert[]): Promise<void> {
    if (alerts.length === 0) return;
    const rows = alerts.map((alert) => ({
      incident_id: id,
      alert_id: alert.id,
      territory,
      starts_at: alert.toldStart,
    }));
    await tx
      .insertInto('incident_alerts')
      .values(rows)
      .onConflict((oc) => oc.doNothing())
      .execute();
  }

  /** What holds these incidents open; nothing of those that are not in the answer. */
  async countOpen(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, OpenAlerts>> {
    const { rows } = await sql<OpenAlerts & { id: string }>`
      select incident_id as id, (count(*) filter (where folded = 0))::int as firing, sum(folded)::int as folded,
          coalesce(sum(greatest(folded, 1)) filter (where ${IS_ENDED}), 0)::int as ended
        from alerts where incident_id = any (${incidentIds}::uuid[]) and ${IS_OPEN} group by 1`.execute(
      tx,
    );
    return new Map(rows.map(({ id, ...open }) => [id, open]));
  }

  /** The alerts of an incident, those that fire first, then the youngest. */
  async ofIncident(tx: Tx, incidentId: string, limit: number): Promise<Alert[]> {
    const rows = await tx
      .selectFrom('alerts')
      .innerJoin('incident_alerts', 'incident_alerts.alert_id', 'alerts.id')
      .selectAll('alerts')
      .where('incident_alerts.incident_id', '=', incidentId)
      .orderBy(sql`(alerts.incident_id = incident_alerts.incident_id and ${IS_OPEN}) desc`)
      .orderBy('told_start', 'desc')
      .orderBy('fingerprint')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  /** The groups whose keys begin like this and of which an incident is open. */
  async openGroupKeys(tx: Tx, prefix: string): Promise<Pick<AlertGroup, 'key' | 'territory'>[]> {
    return tx
      .selectFrom('alert_groups')
      .innerJoin('incidents', 'incidents.id', 'alert_groups.incident_id')
      .select(['alert_groups.key', 'alert_groups.territory'])
      .where(sql<boolean>`starts_with(alert_groups.key, ${prefix})`)
      .where('incidents.state', '<>', 'resolved')
      .execute();
  }

  /** What the alerts are called that hold an incident open. */
  async namesOfOpen(tx: Tx, incidentId: string, limit: number): Promise<string[]> {
    const rows = await tx
      .selectFrom('alerts')
      .select('name')
      .where('incident_id', '=', incidentId)
      .where(IS_OPEN)
      .orderBy('name')
      .limit(limit)
      .execute();
    return rows.map(({ name }) => name);
  }

  /** Whether an alert of this source holds an incident open, which its end would leave open for ever. */
  async holdsOpen(tx: Tx, sourceId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('alerts')
      .innerJoin('incidents', 'incidents.id', 'alerts.incident_id')
      .select(sql<string>`'INC-' || incidents.number`.as('name'))
      .distinct()
      .where('source_id', '=', sourceId)
      .where('incidents.state', '<>', 'resolved')
      .where(IS_OPEN)
      .limit(20)
      .execute();
    return rows.map(({ name }) => name);
  }

  private among(tx: Tx, sourceId: string, fingerprints: readonly string[]) {
    return tx
      .selectFrom('alerts')
      .where('source_id', '=', sourceId)
      .where(sql<boolean>`fingerprint = any (${fingerprints}::text[])`);
  }
}

/** What a delivery may change of a known alert. */
const CHANGING = [
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

function toRow(alert: Alert) {
  const { id, source, fingerprint, name, summary, severity, slo, subject, territory } = alert;
  return {
    id,
    source_id: alert.sourceId,
    source,
    fingerprint,
    name,
    labels: JSON.stringify(alert.labels),
    annotations: JSON.stringify(alert.annotations),
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

function fromRow(row: Selectable<AlertsTable>): Alert {
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
