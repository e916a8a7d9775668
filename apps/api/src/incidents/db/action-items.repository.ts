import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { ActionItemState } from '#contract';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { ActionItem, ItemOwner } from '../domain/action-item.js';
import './tables.js';

/** Which action items are wanted. */
export interface ItemFilter {
  readonly incidentId?: string | undefined;
  readonly state?: ActionItemState | undefined;
  /** id of the person who sees to them */
  readonly user?: string | undefined;
  /** slug */
  readonly team?: string | undefined;
  /** slug of what the incident was about */
  readonly subject?: string | undefined;
  readonly territory?: string | undefined;
  /** only those that were due before this calendar day, and are open */
  readonly dueBefore?: string | undefined;
  /** those behind the item of this due day (null = none) and number */
  readonly after?: { readonly due: string | null; readonly number: number } | undefined;
}

interface Row {
  readonly id: string;
  readonly number: number;
  readonly incident_id: string;
  readonly territory: string;
  readonly title: string;
  readonly owner_user: string | null;
  readonly user_name: string | null;
  readonly owner_team: string | null;
  readonly team_name: string | null;
  readonly due: string | null;
  readonly link: string | null;
  readonly state: ActionItemState;
  readonly reason: string | null;
  readonly created_by: Actor;
  readonly created_at: Date;
  readonly closed_at: Date | null;
  readonly version: number;
  readonly updated_at: Date;
}

const ITEMS = sql`select a.*, a.due::text as due, u.name as user_name, t.name as team_name
  from action_items a left join users u on u.id = a.owner_user left join teams t on t.slug = a.owner_team`;

/** What is to be done after incidents. What a scope may not see does not exist for it. */
@Injectable()
export class ActionItemsRepository {
  async find(tx: Tx, id: string): Promise<ActionItem | null> {
    const { rows } = await sql<Row>`${ITEMS} where a.id = ${id}`.execute(tx);
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** Keeps other writers off it until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ActionItem | null> {
    const { rows } = await sql<Row>`${ITEMS} where a.id = ${id} for update of a`.execute(tx);
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** Those of these ids that there are. */
  async some(tx: Tx, ids: readonly string[]): Promise<ActionItem[]> {
    const { rows } = await sql<Row>`${ITEMS} where a.id = any (${ids}::uuid[])`.execute(tx);
    return rows.map(fromRow);
  }

  /** By the day on which they are due, those without one last. */
  async list(tx: Tx, filter: ItemFilter, limit: number): Promise<ActionItem[]> {
    const { after } = filter;
    const all = sql`true`;
    const on = (value: unknown, condition: ReturnType<typeof sql>) =>
      value === undefined ? all : condition;
    const { rows } = await sql<Row>`${ITEMS} join incidents i on i.id = a.incident_id
       where ${on(filter.incidentId, sql`a.incident_id = ${filter.incidentId}`)}
         and ${on(filter.state, sql`a.state = ${filter.state}`)}
         and ${on(filter.user, sql`a.owner_user = ${filter.user}`)}
         and ${on(filter.team, sql`a.owner_team = ${filter.team}`)}
         and ${on(filter.subject, sql`i.subject = ${filter.subject}`)}
         and ${on(filter.territory, sql`a.territory = ${filter.territory}`)}
         and ${on(filter.dueBefore, sql`a.state = 'open' and a.due < ${filter.dueBefore}::date`)}
         and ${on(after, sql`(coalesce(a.due, 'infinity'), a.number) > (coalesce(${after?.due ?? null}::date, 'infinity'), ${after?.number ?? 0}::bigint)`)}
       order by coalesce(a.due, 'infinity'), a.number limit ${limit}`.execute(tx);
    return rows.map(fromRow);
  }

  /** @returns its number */
  async insert(tx: Tx, item: Omit<ActionItem, 'number'>): Promise<number> {
    const { number } = await tx
      .insertInto('action_items')
      .values({
        id: item.id,
        incident_id: item.incidentId,
        territory: item.territory,
        created_by: JSON.stringify(item.createdBy),
        created_at: item.createdAt,
        ...toRow(item),
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    return number;
  }

  async update(tx: Tx, item: ActionItem): Promise<void> {
    await tx.updateTable('action_items').set(toRow(item)).where('id', '=', item.id).execute();
  }

  /** The name of a team that the scope sees; null when there is none. */
  async teamName(tx: Tx, slug: string): Promise<string | null> {
    const row = await tx
      .selectFrom('teams')
      .select('name')
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row?.name ?? null;
  }
}

function toRow(item: Omit<ActionItem, 'number'>) {
  const { title, owner, due, link, state, reason, closedAt, version, updatedAt } = item;
  return {
    title,
    owner_user: owner?.kind === 'user' ? owner.id : null,
    owner_team: owner?.kind === 'team' ? owner.id : null,
    due,
    link,
    state,
    reason,
    closed_at: closedAt,
    version,
    updated_at: updatedAt,
  };
}

function ownerOf({ owner_user: user, owner_team: team, ...names }: Row): ItemOwner | null {
  if (user !== null) return { kind: 'user', id: user, name: names.user_name ?? user };
  return team === null ? null : { kind: 'team', id: team, name: names.team_name ?? team };
}

function fromRow(row: Row): ActionItem {
  const { id, number, territory, title, due, link, state, reason, version } = row;
  return {
    id,
    number,
    incidentId: row.incident_id,
    territory,
    title,
    owner: ownerOf(row),
    due,
    link,
    state,
    reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
    closedAt: row.closed_at,
    version,
    updatedAt: row.updated_at,
  };
}
