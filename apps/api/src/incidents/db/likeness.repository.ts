import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import type { Likeness } from '../domain/similar.js';

/** An entry with words of somebody. */
export interface WrittenEntry {
  readonly incidentId: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which incidents have to do with another one, by what they are about. What a scope may not see does not exist for it. */
@Injectable()
export class LikenessRepository {
  /** Ids of incidents that are over and like this one: the likest first, then the newest. */
  async similar(
    tx: Tx,
    { id, groupKey, subject }: Incident,
    limit: number,
  ): Promise<{ readonly id: string; readonly by: Likeness }[]> {
    const { rows } = await sql<{ id: string; by: Likeness }>`
      with began as (select data #>> '{alerts,0,name}' as rule from incident_events where incident_id = ${id} and seq = 1),
      found as (
        select i.id, 0 as rank from incidents i where i.group_key = ${groupKey}
        union all
        select e.incident_id, 1 from incident_events e, began
         where e.seq = 1 and e.data #>> '{alerts,0,name}' = began.rule
        union all
        select i.id, 2 from incidents i where i.subject = ${subject})
      select i.id, (array['key', 'rule', 'subject'])[min(f.rank) + 1] as by
        from found f join incidents i on i.id = f.id
       where i.id <> ${id} and i.state = 'resolved' and i.merged_into is null
       group by i.id, i.number order by min(f.rank), i.number desc limit ${limit}`.execute(tx);
    return rows;
  }

  /** The last entry with words of somebody, of each of these incidents that has one. */
  async lastWritten(tx: Tx, ids: readonly string[]): Promise<WrittenEntry[]> {
    const { rows } = await sql<WrittenEntry>`
      select distinct on (incident_id) incident_id as "incidentId", at, actor, data from incident_events
       where incident_id = any (${ids}::uuid[]) and (kind = 'noted' or kind = 'resolved' and data ? 'note')
       order by incident_id, seq desc`.execute(tx);
    return rows;
  }

  /**
   * Ids of incidents that page people about what the subject of this one depends on (one hop), or that depends on it, oldest first: what is
   * open now, or, of one that is over, was open at a time when it was.
   */
  async connected(
    tx: Tx,
    { id, subject, state, startedAt, resolvedAt }: Incident,
    way: 'causes' | 'effects',
    limit: number,
  ): Promise<string[]> {
    if (subject === null) return [];
    const own = sql`exists (select from subject_dependencies d where ${
      way === 'causes'
        ? sql`d.subject = ${subject} and d.depends_on = i.subject`
        : sql`d.depends_on = ${subject} and d.subject = i.subject`
    })`;
    const meanwhile =
      state === 'resolved'
        ? sql`i.started_at <= ${resolvedAt}::timestamptz and coalesce(i.resolved_at, 'infinity') >= ${startedAt}::timestamptz`
        : sql`i.state <> 'resolved'`;
    // What has effects pages people; what are its effects may be a ticket.
    const pages = way === 'causes' ? sql`i.class = 'page'` : sql`true`;
    const { rows } = await sql<{ id: string }>`
      select i.id from incidents i where i.id <> ${id} and i.merged_into is null and ${pages} and ${meanwhile} and ${own}
       order by i.number limit ${limit}`.execute(tx);
    return rows.map(({ id: other }) => other);
  }
}
