import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { IncidentClass, IncidentState } from '#contract';
import { columns, rowsOf, setFrom } from '../../platform/db/json-rows.js';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Incident, Snooze, Unconfirmed } from '../domain/incident.js';
import type { IncidentsTable } from './tables.js';

/** What a list of incidents may be narrowed to. */
export interface IncidentFilter {
  readonly states: readonly IncidentState[] | null;
  readonly class?: IncidentClass | undefined;
  readonly territory?: string | undefined;
  readonly subject?: string | undefined;
  readonly slo?: string | undefined;
  /** numbers below this one */
  readonly before?: number | undefined;
}

/** A timeline of which the audit trail does not know the newest entry. */
export interface Unanchored {
  readonly id: string;
  readonly number: number;
  readonly territory: string;
  readonly seq: number;
  readonly hash: string;
}

/** How many incidents of a class are in a state, and since when the oldest of them is. */
export interface OpenIncidents {
  readonly class: IncidentClass;
  readonly state: IncidentState;
  readonly count: number;
  readonly since: Date;
}

/** What is written of an incident: all but its number, which is given, and what the anchor knows of it. */
const COLUMNS = [
  'id',
  'title',
  'state',
  'class',
  'severity',
  'territory',
  'subject',
  'slo',
  'source',
  'group_key',
  'topic_id',
  'started_at',
  'triggered_at',
  'acknowledged_at',
  'acknowledged_by',
  'resolved_at',
  'resolved_by',
  'automatic',
  'reopenings',
  'quiet_until',
  'snoozed_at',
  'snoozed_until',
  'snoozed_by',
  'snooze_ended_at',
  'merged_into',
  'firing',
  'folded',
  'ended',
  'unconfirmed_since',
  'unconfirmed_reason',
  'head_seq',
  'head_hash',
  'version',
  'updated_at',
] as const;

/** Incidents. What a scope may not see does not exist for it. */
@Injectable()
export class IncidentsRepository {
  /** @param key id, or number */
  async find(tx: Tx, key: string | number): Promise<Incident | null> {
    const row = await this.by(tx, key).executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** The incident that a topic is about. */
  async ofTopic(tx: Tx, topicId: string): Promise<Incident | null> {
    const row = await tx
      .selectFrom('incidents')
      .selectAll()
      .where('topic_id', '=', topicId)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** The incidents that topics are about, by topic. */
  async ofTopics(tx: Tx, topicIds: readonly string[]): Promise<ReadonlyMap<string, Incident>> {
    const rows = await tx
      .selectFrom('incidents')
      .selectAll()
      .where(sql<boolean>`topic_id = any (${topicIds}::uuid[])`)
      .execute();
    return new Map(rows.map((row) => [row.topic_id, fromRow(row)]));
  }

  /** Like `find`, and nobody else changes it until the transaction ends. */
  async lock(tx: Tx, key: string | number): Promise<Incident | null> {
    const row = await this.by(tx, key).forUpdate().executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Those of these ids that there are, locked in the order of their ids, in which everybody locks them. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<Incident[]> {
    if (ids.length === 0) return [];
    const rows = await tx
      .selectFrom('incidents')
      .selectAll()
      .where(sql<boolean>`id = any (${ids}::uuid[])`)
      .orderBy('id')
      .forUpdate()
      .execute();
    return rows.map(fromRow);
  }

  /** Those of these ids that there are, oldest first. */
  async some(tx: Tx, ids: readonly string[]): Promise<Incident[]> {
    if (ids.length === 0) return [];
    const rows = await tx
      .selectFrom('incidents')
      .selectAll()
      .where(sql<boolean>`id = any (${ids}::uuid[])`)
      .orderBy('number')
      .execute();
    return rows.map(fromRow);
  }

  /** Newest first. */
  async list(tx: Tx, filter: IncidentFilter, limit: number): Promise<Incident[]> {
    let query = tx.selectFrom('incidents').selectAll().orderBy('number', 'desc').limit(limit);
    if (filter.states) query = query.where('state', 'in', filter.states);
    for (const column of ['class', 'territory', 'subject', 'slo'] as const) {
      const value = filter[column];
      if (value !== undefined) query = query.where(sql.ref(`incidents.${column}`), '=', value);
    }
    if (filter.before !== undefined)
      query = query.where(sql<boolean>`number < ${filter.before}::bigint`);
    return (await query.execute()).map(fromRow);
  }

  /** Others about the same subject or SLO that were open at a time when this one was, newest first. */
  async besides(tx: Tx, incident: Incident, limit: number): Promise<Incident[]> {
    const { id, subject, slo, startedAt, resolvedAt } = incident;
    const rows = await tx
      .selectFrom('incidents')
      .selectAll()
      .where('id', '<>', id)
      .where((eb) => eb.or([eb('subject', '=', subject), eb('slo', '=', slo)]))
      .where(sql<boolean>`started_at <= coalesce(${resolvedAt}::timestamptz, 'infinity')`)
      .where(sql<boolean>`coalesce(resolved_at, 'infinity') >= ${startedAt}::timestamptz`)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  private readonly inserting = new Prepared<
    [rows: string],
    { readonly id: string; readonly number: number }
  >(
    'leitstand-insert-incidents',
    (rows) => sql`insert into incidents (${columns(COLUMNS)})
      select ${columns(COLUMNS)} from ${rowsOf('incidents', rows)} returning id, number`,
  );

  /** @returns the number of each, by id */
  async insert(
    tx: Tx,
    incidents: readonly Omit<Incident, 'number'>[],
  ): Promise<ReadonlyMap<string, number>> {
    if (incidents.length === 0) return new Map();
    const inserted = await this.inserting.rows(tx, JSON.stringify(incidents.map(toRow)));
    return new Map(inserted.map(({ id, number }) => [id, number]));
  }

  private readonly updating = new Prepared<[rows: string, ids: readonly string[]], unknown>(
    'leitstand-update-incidents',
    (rows, ids) => sql`update incidents as i set ${setFrom(COLUMNS, 'r')}
      from ${rowsOf('incidents', rows)} as r where i.id = r.id and i.id = any (${ids}::uuid[])`,
  );

  /** Writes all that is known of these, each of which is there once. */
  async update(tx: Tx, incidents: readonly Incident[]): Promise<void> {
    if (incidents.length === 0) return;
    const ids = incidents.map(({ id }) => id);
    await this.updating.rows(tx, JSON.stringify(incidents.map(toRow)), ids);
  }

  /** Those that have been quiet for as long as they were to be, on the database's clock. */
  async quietIds(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx
      .selectFrom('incidents')
      .select('id')
      .where(sql<boolean>`quiet_until <= leitstand_now()`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Those that have slept for as long as they were to, on the database's clock. */
  async sleptIds(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx
      .selectFrom('incidents')
      .select('id')
      .where(sql<boolean>`snoozed_until <= leitstand_now() and snooze_ended_at is null`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Timelines that went on since the audit trail was told of them, longest ago first, locked. */
  async lockUnanchored(tx: Tx, limit: number): Promise<Unanchored[]> {
    const rows = await tx
      .selectFrom('incidents')
      .select(['id', 'number', 'territory', 'head_seq as seq', 'head_hash as hash'])
      .where(sql<boolean>`anchored_seq < head_seq`)
      .orderBy('updated_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows;
  }

  async anchored(tx: Tx, ids: readonly string[]): Promise<void> {
    await sql`update incidents set anchored_seq = head_seq where id = any (${ids}::uuid[])`.execute(
      tx,
    );
  }

  /** What is open, by class and state. */
  async open(tx: Tx): Promise<OpenIncidents[]> {
    return tx
      .selectFrom('incidents')
      .select((eb) => [
        'class',
        'state',
        sql<number>`count(*)::int`.as('count'),
        eb.fn.min('triggered_at').as('since'),
      ])
      .where('state', '<>', 'resolved')
      .groupBy(['class', 'state'])
      .execute();
  }

  private by(tx: Tx, key: string | number) {
    const query = tx.selectFrom('incidents').selectAll();
    return typeof key === 'string'
      ? query.where('id', '=', key)
      : query.where(sql<boolean>`number = ${key}::bigint`);
  }
}

/** As it stands in JSON. */
function toRow(
  incident: Omit<Incident, 'number'>,
): Readonly<Record<(typeof COLUMNS)[number], unknown>> {
  const { id, title, state, class: cls, severity, territory, subject, slo, source } = incident;
  return {
    id,
    title,
    state,
    class: cls,
    severity,
    territory,
    subject,
    slo,
    source,
    group_key: incident.groupKey,
    topic_id: incident.topicId,
    started_at: incident.startedAt,
    triggered_at: incident.triggeredAt,
    acknowledged_at: incident.acknowledgedAt,
    acknowledged_by: incident.acknowledgedBy,
    resolved_at: incident.resolvedAt,
    resolved_by: incident.resolvedBy,
    automatic: incident.automatic,
    reopenings: incident.reopenings,
    quiet_until: incident.quietUntil,
    snoozed_at: incident.snooze?.at ?? null,
    snoozed_until: incident.snooze?.until ?? null,
    snoozed_by: incident.snooze?.by ?? null,
    snooze_ended_at: incident.snooze?.endedAt ?? null,
    merged_into: incident.mergedInto,
    firing: incident.firing,
    folded: incident.folded,
    ended: incident.ended,
    unconfirmed_since: incident.unconfirmed?.since ?? null,
    unconfirmed_reason: incident.unconfirmed?.reason ?? null,
    head_seq: incident.head.seq,
    head_hash: incident.head.hash,
    version: incident.version,
    updated_at: incident.updatedAt,
  };
}

function unconfirmedOf({
  unconfirmed_since: since,
  unconfirmed_reason: reason,
}: Selectable<IncidentsTable>): Unconfirmed | null {
  return since === null || reason === null ? null : { since, reason };
}

function snoozeOf({
  snoozed_at: at,
  snoozed_until: until,
  snoozed_by: by,
  snooze_ended_at: endedAt,
}: Selectable<IncidentsTable>): Snooze | null {
  return at === null || until === null || by === null ? null : { at, until, by, endedAt };
}

function fromRow(row: Selectable<IncidentsTable>): Incident {
  const { id, title, state, class: cls, severity, territory, subject, slo, source } = row;
  return {
    id,
    number: row.number,
    title,
    state,
    class: cls,
    severity,
    territory,
    groupKey: row.group_key,
    subject,
    slo,
    source,
    topicId: row.topic_id,
    startedAt: row.started_at,
    triggeredAt: row.triggered_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: row.resolved_at,
    resolvedBy: row.resolved_by,
    automatic: row.automatic,
    reopenings: row.reopenings.map((at) => new Date(at)),
    quietUntil: row.quiet_until,
    snooze: snoozeOf(row),
    mergedInto: row.merged_into,
    firing: row.firing,
    folded: row.folded,
    ended: row.ended,
    unconfirmed: unconfirmedOf(row),
    head: { seq: row.head_seq, hash: row.head_hash },
    version: row.version,
    updatedAt: row.updated_at,
  };
}
