import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Revision } from '../domain/feed.js';
import type { Schedule } from '../domain/schedule.js';
import { fromRow, memberRows, toRow, type ScheduleRow } from './schedule-row.js';
import './tables.js';

const members = sql<ScheduleRow['members']>`coalesce((
  select jsonb_object_agg(layer, ids) from (
    select m.layer, jsonb_agg(m.user_id order by m.position) as ids
      from schedule_members m where m.schedule_id = schedules.id group by m.layer) l), '{}'::jsonb)`.as(
  'members',
);

const COLUMNS = [
  'id',
  'slug',
  'name',
  'territory',
  'team',
  'time_zone',
  'layers',
  'labels',
  'version',
  'created_at',
  'updated_at',
] as const;

/** Schedules. What a scope may not see does not exist for it. */
@Injectable()
export class SchedulesRepository {
  /** Reads it and keeps other writers off it until the transaction ends. */
  async lock(tx: Tx, slug: string): Promise<Schedule | null> {
    return (await this.lockAll(tx, [slug]))[0] ?? null;
  }

  /** The same of many, locked in the order of their slugs; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Schedule[]> {
    // Read after the lock is held: a statement that waited for it would see the members of before.
    await tx
      .selectFrom('schedules')
      .select('id')
      .where(isOneOf(slugs))
      .orderBy(bySlug)
      .forNoKeyUpdate()
      .execute();
    return this.findAll(tx, slugs);
  }

  async find(tx: Tx, slug: string): Promise<Schedule | null> {
    return (await this.findAll(tx, [slug]))[0] ?? null;
  }

  /** Those of `slugs` that the scope sees. */
  async findAll(tx: Tx, slugs: readonly string[]): Promise<Schedule[]> {
    const rows = await this.all(tx).where(isOneOf(slugs)).orderBy('slug').execute();
    return rows.map(fromRow);
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<Schedule>> {
    return pageBySlug(tx, this.all(tx), filter, fromRow);
  }

  /** Every schedule that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<Schedule[]> {
    return (await this.all(tx).orderBy('slug').execute()).map(fromRow);
  }

  /** Those of some ids that the scope sees. */
  async findByIds(tx: Tx, ids: readonly string[]): Promise<Schedule[]> {
    const rows = await this.all(tx)
      .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
      .orderBy('slug')
      .execute();
    return rows.map(fromRow);
  }

  /** Ids of the schedules on which somebody is a member, or stands in between two instants. */
  async idsOfPerson(tx: Tx, userId: string, from: Date, to: Date): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select schedule_id as id from schedule_members where user_id = ${userId}
      union
      select schedule_id from schedule_overrides where user_id = ${userId} and ends_at > ${from} and starts_at < ${to}`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** How often what shifts are computed from was changed, and when last, by id of the schedule. */
  async revisions(tx: Tx, ids: readonly string[]): Promise<Map<string, Revision>> {
    const rows = await tx
      .selectFrom('schedules')
      .select(['id', 'shifts_revision', 'shifts_changed_at'])
      .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
      .execute();
    return new Map(
      rows.map(({ id, shifts_revision: revision, shifts_changed_at: changedAt }) => [
        id,
        { revision, changedAt },
      ]),
    );
  }

  /** Whether there is a team of that name that the scope sees. */
  async teamIsKnown(tx: Tx, team: string): Promise<boolean> {
    const query = tx.selectFrom('teams').select('slug').where('slug', '=', team);
    return (await query.executeTakeFirst()) !== undefined;
  }

  /** How many schedules each of the teams has; teams without any are left out. */
  async countByTeam(tx: Tx, teams: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{ team: string; schedules: number }>`
      select team, count(*)::int as schedules from schedules
       where team = any (${[...teams]}::text[]) group by team`.execute(tx);
    return new Map(rows.map(({ team, schedules }) => [team, schedules]));
  }

  /** Schedules of a team, by name in paths. */
  async ofTeam(tx: Tx, team: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('schedules')
      .select('slug')
      .where('team', '=', team)
      .orderBy('slug')
      .execute();
    return rows.map(({ slug }) => slug);
  }

  /** @returns false when the slug is taken by a schedule that the scope does not see */
  async insert(tx: Tx, schedule: Schedule): Promise<boolean> {
    const isNew = await insertedAsNamed(tx.insertInto('schedules').values(toRow(schedule)));
    if (isNew) await this.addMembers(tx, schedule);
    return isNew;
  }

  /** What hangs on it goes with it where its territory changes. */
  async update(tx: Tx, schedule: Schedule): Promise<void> {
    await tx.deleteFrom('schedule_members').where('schedule_id', '=', schedule.id).execute();
    await tx.updateTable('schedules').set(toRow(schedule)).where('id', '=', schedule.id).execute();
    await this.addMembers(tx, schedule);
  }

  async delete(tx: Tx, schedule: Schedule): Promise<void> {
    await tx.deleteFrom('schedules').where('id', '=', schedule.id).execute();
  }

  private async addMembers(tx: Tx, schedule: Schedule): Promise<void> {
    await tx.insertInto('schedule_members').values(memberRows(schedule)).execute();
  }

  private all(tx: Tx) {
    return tx.selectFrom('schedules').select(COLUMNS).select(members);
  }
}
