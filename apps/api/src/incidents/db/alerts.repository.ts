import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import { columns, rowsOf, setFrom } from '../../platform/db/json-rows.js';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Alert } from '../domain/alert.js';
import type { Incident } from '../domain/incident.js';
import { FOUND_PREFIX } from '../domain/one-alert.js';
import { CHANGING, COLUMNS, fromRow, toRow } from './alert-row.js';
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

/** Alerts that are an incident's from now on. */
export interface JoinedAlerts {
  readonly incident: Pick<Incident, 'id' | 'territory'>;
  readonly alerts: readonly Alert[];
}

const IS_ENDED = sql<boolean>`coalesce(end_told >= firing_from, false)`;
const IS_OPEN = sql<boolean>`firing_from is not null and (closed_until is null or firing_from > closed_until)`;

const JOINED = ['incident_id', 'alert_id', 'territory', 'starts_at'] as const;

/** Alerts and what they share. What a scope may not see does not exist for it. */
@Injectable()
export class AlertsRepository {
  private readonly finding = new Prepared<
    [sourceId: string, fingerprints: readonly string[]],
    Omit<AlertGroup, 'incidentId'> & { readonly fingerprint: string }
  >(
    'leitstand-find-open-groups',
    (sourceId, fingerprints) => sql`select fingerprint, group_key as key, territory from alerts
      where source_id = ${sourceId} and fingerprint = any (${fingerprints}::text[]) and ${IS_OPEN}`,
  );

  /** The groups to which alerts that are open belong, by fingerprint: read without a lock, to know what to lock. */
  async openGroups(
    tx: Tx,
    sourceId: string,
    fingerprints: readonly string[],
  ): Promise<ReadonlyMap<string, Omit<AlertGroup, 'incidentId'>>> {
    const rows = await this.finding.rows(tx, sourceId, fingerprints);
    return new Map(rows.map(({ fingerprint, ...group }) => [fingerprint, group]));
  }

  private readonly making = new Prepared<
    [keys: readonly string[], territories: readonly string[]],
    unknown
  >(
    'leitstand-make-groups',
    (keys, territories) => sql`insert into alert_groups (key, territory)
      select * from unnest(${keys}::text[], ${territories}::text[]) on conflict do nothing`,
  );
  private readonly lockingGroups = new Prepared<[keys: readonly string[]], AlertGroup>(
    'leitstand-lock-groups',
    (keys) => sql`select key, territory, incident_id as "incidentId" from alert_groups
      where key = any (${keys}::text[]) order by key collate "C" for update`,
  );

  /** Makes the groups that are missing and locks all, in the order of their keys: whoever takes several takes them in this order. */
  async lockGroups(tx: Tx, groups: ReadonlyMap<string, string>): Promise<Map<string, AlertGroup>> {
    const keys = [...groups.keys()].toSorted();
    if (keys.length === 0) return new Map();
    await this.making.rows(
      tx,
      keys,
      keys.map((key) => groups.get(key) ?? ''),
    );
    const rows = await this.lockingGroups.rows(tx, keys);
    return new Map(rows.map((group) => [group.key, group]));
  }

  private readonly moving = new Prepared<
    [keys: readonly string[], ids: readonly string[]],
    unknown
  >(
    'leitstand-move-groups',
    (keys, ids) => sql`update alert_groups as g set incident_id = r.id
      from unnest(${keys}::text[], ${ids}::uuid[]) as r (key, id) where g.key = r.key and g.key = any (${keys}::text[])`,
  );

  /** Says which incident groups are now. @param incidents its id, by key of the group */
  async setIncidents(tx: Tx, incidents: ReadonlyMap<string, string>): Promise<void> {
    if (incidents.size === 0) return;
    await this.moving.rows(tx, [...incidents.keys()], [...incidents.values()]);
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

  private readonly locking = new Prepared<
    [sourceId: string, fingerprints: readonly string[]],
    Selectable<AlertsTable>
  >(
    'leitstand-lock-alerts',
    (sourceId, fingerprints) => sql`select * from alerts
      where source_id = ${sourceId} and fingerprint = any (${fingerprints}::text[])
      order by fingerprint collate "C" for update`,
  );

  /**
   * Known alerts, locked in the order of their fingerprints. Those that nobody knows yet are claimed until the transaction ends: whoever
   * tells of the same one waits, and knows it then, also where it tells of it in another group.
   */
  async lock(tx: Tx, sourceId: string, fingerprints: readonly string[]): Promise<Alert[]> {
    await this.claiming.ride(tx, sourceId, fingerprints);
    const rows = await this.locking.rows(tx, sourceId, fingerprints);
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

  private readonly findingFound = new Prepared<
    [sourceId: string, names: readonly string[]],
    Selectable<AlertsTable>
  >(
    'leitstand-find-found-alerts',
    (sourceId, names) => sql`select * from alerts
      where source_id = ${sourceId} and name = any (${names}::text[]) and ${IS_OPEN}
        and starts_with(fingerprint, ${sql.lit(FOUND_PREFIX)}) order by firing_from`,
  );

  /** Those of a source by these names that are open and that we had found. */
  async openFound(tx: Tx, sourceId: string, names: readonly string[]): Promise<Alert[]> {
    return (await this.findingFound.rows(tx, sourceId, names)).map(fromRow);
  }

  /** Those of a source by these names that are open. */
  async openNamed(tx: Tx, sourceId: string, names: readonly string[]): Promise<Alert[]> {
    const rows = await tx
      .selectFrom('alerts')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where(IS_OPEN)
      .where(sql<boolean>`name = any (${names}::text[])`)
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
      .where('end_told', 'is not', null) // the index is on these
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

  private readonly saving = new Prepared<[rows: string], unknown>(
    'leitstand-save-alerts',
    (
      rows,
    ) => sql`insert into alerts (${columns(COLUMNS)}) select ${columns(COLUMNS)} from ${rowsOf('alerts', rows)}
      on conflict (source_id, fingerprint) do update set ${setFrom(CHANGING, 'excluded')},
        firing_from = greatest(alerts.firing_from, excluded.firing_from),
        closed_until = greatest(alerts.closed_until, excluded.closed_until)`,
  );

  /** Writes what is new and what changed, by source and fingerprint. */
  async save(tx: Tx, alerts: readonly Alert[]): Promise<void> {
    if (alerts.length > 0) await this.saving.rows(tx, JSON.stringify(alerts.map(toRow)));
  }

  private readonly joining = new Prepared<[rows: string], unknown>(
    'leitstand-join-incidents',
    (rows) => sql`insert into incident_alerts (${columns(JOINED)})
      select ${columns(JOINED)} from ${rowsOf('incident_alerts', rows)} on conflict do nothing`,
  );

  /** Puts alerts among those of their incidents, where they are not yet. */
  async join(tx: Tx, joined: readonly JoinedAlerts[]): Promise<void> {
    const rows = joined.flatMap(({ incident, alerts }) =>
      alerts.map((alert) => ({
        incident_id: incident.id,
        alert_id: alert.id,
        territory: incident.territory,
        starts_at: alert.toldStart,
      })),
    );
    if (rows.length > 0) await this.joining.rows(tx, JSON.stringify(rows));
  }

  private readonly counting = new Prepared<
    [incidentIds: readonly string[]],
    OpenAlerts & { readonly id: string }
  >(
    'leitstand-count-open-alerts',
    (ids) => sql`
      select incident_id as id, (count(*) filter (where folded = 0))::int as firing, sum(folded)::int as folded,
          coalesce(sum(greatest(folded, 1)) filter (where ${IS_ENDED}), 0)::int as ended
        from alerts where incident_id = any (${ids}::uuid[]) and ${IS_OPEN} group by 1`,
  );

  /** What holds these incidents open; nothing of those that are not in the answer. */
  async countOpen(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, OpenAlerts>> {
    const rows = await this.counting.rows(tx, incidentIds);
    return new Map(rows.map(({ id, ...open }) => [id, open]));
  }

  private readonly listing = new Prepared<
    [ids: readonly string[], limit: number],
    Selectable<AlertsTable> & { readonly of_incident: string }
  >(
    null,
    (ids, limit) => sql`
      select i.id as of_incident, a.* from unnest(${ids}::uuid[]) as i (id)
        cross join lateral (select alerts.* from incident_alerts join alerts on alerts.id = incident_alerts.alert_id
          where incident_alerts.incident_id = i.id
          order by (alerts.incident_id = i.id and ${IS_OPEN}) desc, told_start desc, fingerprint limit ${limit}) as a`,
  );

  /** The alerts of an incident, those that fire first, then the youngest. */
  async ofIncident(tx: Tx, incidentId: string, limit: number): Promise<readonly Alert[]> {
    return (await this.ofIncidents(tx, [incidentId], limit)).get(incidentId) ?? [];
  }

  /** The same for several, by their ids. @param limit of each */
  async ofIncidents(
    tx: Tx,
    incidentIds: readonly string[],
    limit: number,
  ): Promise<ReadonlyMap<string, readonly Alert[]>> {
    const rows = await this.listing.rows(tx, incidentIds, limit);
    const of = Map.groupBy(rows, (row) => row.of_incident);
    return new Map([...of].map(([id, some]) => [id, some.map(fromRow)]));
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
}
