import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { TimelineEvent } from '../domain/timeline.js';

/** An entry of a timeline, as far as it says who did something. */
export type ReviewedEvent = Pick<TimelineEvent, 'at' | 'kind' | 'actor' | 'data'>;

/** What is known of an incident and of those that turned out to be it. What a scope may not see does not exist for it. */
@Injectable()
export class ReviewedRepository {
  /** Ids of an incident and of all that were merged into it, however far down. */
  async family(tx: Tx, incidentId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      with recursive family as (
        select id, number from incidents where id = ${incidentId}
        union all select i.id, i.number from incidents i join family f on i.merged_into = f.id
      ) select id from family order by number`.execute(tx);
    return rows.map(({ id }) => id);
  }

  /** Entries of their timelines that people made, or that name people, in the order in which they happened. */
  async events(tx: Tx, incidentIds: readonly string[]): Promise<ReviewedEvent[]> {
    const { rows } = await sql<ReviewedEvent>`
      select at, kind, actor, data from incident_events
       where incident_id = any (${incidentIds}::uuid[]) and (actor ->> 'kind' <> 'system' or kind = 'role.handed')
       order by at, position`.execute(tx);
    return rows;
  }

  /** The first entries of their timelines. */
  async firsts(tx: Tx, incidentIds: readonly string[]): Promise<ReviewedEvent[]> {
    const { rows } = await sql<ReviewedEvent>`
      select at, kind, actor, data from incident_events
       where incident_id = any (${incidentIds}::uuid[]) and seq = 1 order by at`.execute(tx);
    return rows;
  }

  /** What they were about. */
  async subjects(tx: Tx, incidentIds: readonly string[]) {
    const { rows } = await sql<{ slug: string; name: string | null }>`
      select s.slug, c.name from (
        select subject as slug from incidents where id = any (${incidentIds}::uuid[])
        union select a.subject from incident_alerts x join alerts a on a.id = x.alert_id where x.incident_id = any (${incidentIds}::uuid[])
      ) s left join subjects c on c.slug = s.slug where s.slug is not null order by s.slug`.execute(
      tx,
    );
    return rows;
  }

  /** The objectives that they were about; the newest of a name. */
  async slos(tx: Tx, incidentIds: readonly string[]) {
    const { rows } = await sql<{ slug: string; name: string | null }>`
      select s.slug, o.name from (
        select slo as slug from incidents where id = any (${incidentIds}::uuid[])
        union select a.slo from incident_alerts x join alerts a on a.id = x.alert_id where x.incident_id = any (${incidentIds}::uuid[])
      ) s left join lateral (
        select document #>> '{metadata,displayName}' as name from slos where slug = s.slug order by deleted_at desc nulls first limit 1
      ) o on true where s.slug is not null order by s.slug`.execute(tx);
    return rows;
  }
}
