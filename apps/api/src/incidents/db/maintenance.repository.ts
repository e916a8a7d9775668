import { Injectable } from '@nestjs/common';
import type { IncidentClass, NamedFilter, Page } from '#contract';
import { sql, type ColumnType, type Selectable } from 'kysely';
import type { Labels } from '../../catalog/domain/labels.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { CoveredAlert, MaintenanceWindow, Matcher } from '../domain/maintenance.js';
import { nextTurn } from '../domain/maintenance-times.js';

type Json<T> = ColumnType<T, string, string>;

interface MaintenanceWindowsTable {
  id: string;
  slug: string;
  name: string;
  reason: string;
  author: Json<Actor>;
  territory: string;
  labels: Json<Labels>;
  subjects: string[];
  matchers: Json<readonly Matcher[]>;
  time_zone: string;
  starts: string;
  duration_min: number;
  rrule: string | null;
  turns_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    maintenance_windows: MaintenanceWindowsTable;
  }
}

/** An alert of the past, and what it was. */
export interface PastAlert extends CoveredAlert {
  readonly class: IncidentClass;
}

/** Windows that may hold, and until when nothing changes by time alone. */
export interface PlannedWindows {
  readonly windows: readonly MaintenanceWindow[];
  readonly until: Date | null;
}

/** How many alerts of the past are looked at. */
const MOST_PAST = 50_000;

/** Maintenance windows. What a scope may not see does not exist for it. */
@Injectable()
export class MaintenanceRepository {
  async find(tx: Tx, slug: string): Promise<MaintenanceWindow | null> {
    const row = await all(tx).where('slug', '=', slug).executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<MaintenanceWindow[]> {
    const rows = await all(tx).where(isOneOf(slugs)).orderBy(bySlug).forUpdate().execute();
    return rows.map(fromRow);
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<MaintenanceWindow>> {
    return pageBySlug(tx, all(tx), filter, fromRow);
  }

  /** By name. */
  async list(tx: Tx): Promise<MaintenanceWindow[]> {
    return (await all(tx).orderBy(bySlug).execute()).map(fromRow);
  }

  /** Those that begin or end once more: all that can hold now are among them. */
  async planned(tx: Tx): Promise<PlannedWindows> {
    const rows = await all(tx).where('turns_at', 'is not', null).orderBy(bySlug).execute();
    const turns = rows.flatMap(({ turns_at: at }) => at ?? []);
    const until = turns.reduce<Date | null>((a, b) => (a !== null && a < b ? a : b), null);
    return { windows: rows.map(fromRow), until };
  }

  /** @returns false when the slug is taken by one that the scope does not see */
  async insert(tx: Tx, window: MaintenanceWindow): Promise<boolean> {
    const row = toRow(window, await databaseNow(tx));
    const done = await insertedAsNamed(tx.insertInto('maintenance_windows').values(row));
    if (done) await this.raise(tx);
    return done;
  }

  async update(tx: Tx, window: MaintenanceWindow): Promise<void> {
    const set = toRow(window, await databaseNow(tx));
    await tx.updateTable('maintenance_windows').set(set).where('id', '=', window.id).execute();
    await this.raise(tx);
  }

  async delete(tx: Tx, { id }: MaintenanceWindow): Promise<void> {
    await tx.deleteFrom('maintenance_windows').where('id', '=', id).execute();
    await this.raise(tx);
  }

  /** Those that begin or end by now, on the database's clock, locked. */
  async lockTurning(tx: Tx, limit: number): Promise<MaintenanceWindow[]> {
    const rows = await all(tx)
      .where(sql<boolean>`turns_at <= leitstand_now()`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows.map(fromRow);
  }

  /** They turn next when their times say so. */
  async turned(tx: Tx, windows: readonly MaintenanceWindow[], now: Date): Promise<void> {
    for (const window of windows)
      await tx
        .updateTable('maintenance_windows')
        .set({ turns_at: nextTurn(window, now) })
        .where('id', '=', window.id)
        .execute();
    if (windows.length > 0) await this.raise(tx);
  }

  /** How often windows began, ended, were changed or deleted; 0 = there never was one. */
  async turn(tx: Tx): Promise<number> {
    const { rows } = await sql<{
      turn: number;
    }>`select turn::float8 from maintenance_turns`.execute(tx);
    return rows[0]?.turn ?? 0;
  }

  /** How many windows name each of these subjects. */
  async countBySubject(tx: Tx, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ subject: string; count: number }>`
      select subject, count(*)::int as count from maintenance_windows, unnest(subjects) as of (subject)
       where subject = any (${slugs}::text[]) group by 1`.execute(tx);
    return new Map(rows.map(({ subject, count }) => [subject, count]));
  }

  /** Windows that name a subject, by name in paths. */
  async ofSubject(tx: Tx, subject: string): Promise<string[]> {
    const { rows } = await sql<{ slug: string }>`
      select slug from maintenance_windows where ${subject} = any (subjects) order by slug`.execute(
      tx,
    );
    return rows.map(({ slug }) => slug);
  }

  /** Those of these slugs that are subjects of a territory. */
  async subjectsIn(
    tx: Tx,
    territory: string,
    slugs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ slug: string }>`
      select slug from subjects where territory = ${territory} and slug = any (${slugs}::text[])`.execute(
      tx,
    );
    return new Set(rows.map(({ slug }) => slug));
  }

  /** Alerts that began to fire in a territory within so many days, one for each time. */
  async past(tx: Tx, territory: string, days: number): Promise<PastAlert[]> {
    const { rows } = await sql<PastAlert>`
      select a.territory, a.subject, a.labels, a.class from incident_alerts ia join alerts a on a.id = ia.alert_id
       where a.territory = ${territory} and ia.starts_at >= leitstand_now() - make_interval(days => ${days}::int)
       limit ${MOST_PAST}`.execute(tx);
    return rows;
  }

  private async raise(tx: Tx): Promise<void> {
    await sql`update maintenance_turns set turn = turn + 1`.execute(tx);
  }
}

function all(tx: Tx) {
  return tx.selectFrom('maintenance_windows').selectAll();
}

/** @param now of the database's clock: that of a process may be ahead of the next begin */
function toRow(planned: MaintenanceWindow, now: Date) {
  const { id, slug, name, reason, territory, starts, rrule, version } = planned;
  return {
    id,
    slug,
    name,
    reason,
    territory,
    starts,
    rrule,
    version,
    author: JSON.stringify(planned.author),
    labels: JSON.stringify(planned.labels),
    subjects: [...planned.subjects],
    matchers: JSON.stringify(planned.matchers),
    time_zone: planned.timeZone,
    duration_min: planned.durationMinutes,
    turns_at: nextTurn(planned, now),
    created_at: planned.createdAt,
    updated_at: planned.updatedAt,
  };
}

function fromRow(row: Selectable<MaintenanceWindowsTable>): MaintenanceWindow {
  const { id, slug, name, reason, author, territory, labels, subjects, matchers, starts } = row;
  return {
    id,
    slug,
    name,
    reason,
    author,
    territory,
    labels,
    subjects,
    matchers,
    starts,
    rrule: row.rrule,
    timeZone: row.time_zone,
    durationMinutes: row.duration_min,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
