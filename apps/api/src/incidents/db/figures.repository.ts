import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { CountedIncident } from '../domain/figures.js';

/** An incident that figures are about, with what it is about. */
export interface FiguredIncident extends CountedIncident {
  /** slug */
  readonly subject: string | null;
  readonly subjectName: string | null;
  /** slug of the team that answers for the subject now */
  readonly team: string | null;
  readonly teamName: string | null;
  /** why it is not counted; null = it is */
  readonly leftOut: 'sample' | 'recorded' | null;
}

/** What the figures are of. */
export interface FiguresRange {
  readonly from: Date;
  /** exclusive */
  readonly to: Date;
  readonly territory?: string | undefined;
}

/** What figures are made from. What a scope may not see does not exist for it. */
@Injectable()
export class FiguresRepository {
  /** Incidents of the class `page` that began within a stretch of time; those that turned out to be others are in the others. */
  incidents(tx: Tx, { from, to, territory }: FiguresRange): Promise<FiguredIncident[]> {
    const there = territory === undefined ? sql`true` : sql`i.territory = ${territory}`;
    return this.counted(
      tx,
      sql`i.class = 'page' and i.merged_into is null and ${there} and b.at >= ${from} and b.at < ${to}`,
    );
  }

  /** One incident, of whatever class; null when there is none. */
  async incident(tx: Tx, id: string): Promise<FiguredIncident | null> {
    return (await this.counted(tx, sql`i.id = ${id}`))[0] ?? null;
  }

  /** @param which condition on an incident `i` and the first entry of its timeline, `b` */
  private async counted(tx: Tx, which: RawBuilder<unknown>): Promise<FiguredIncident[]> {
    const { rows } = await sql<FiguredIncident>`
      with recursive roots as materialized (
        select i.* from incidents i join incident_events b on b.incident_id = i.id and b.seq = 1
         where ${which}
      ), family (root, id, topic_id, started_at) as (
        select id, id, topic_id, started_at from roots
        union all select f.root, c.id, c.topic_id, c.started_at from incidents c join family f on c.merged_into = f.id
      ), times as (
        select f.root, min(f.started_at) as started_at, count(*)::int - 1 as merged,
               min((select min(a.at) from notifications n join notification_attempts a on a.notification_id = n.id
                     where n.topic_id = f.topic_id and n.kind = 'page' and a.what = 'started')) as paged_at,
               min((select min(e.at) from incident_events e
                     where e.incident_id = f.id and e.kind = 'acknowledged' and e.actor ->> 'kind' in ('user', 'token'))) as acknowledged_at,
               bool_or(exists (select from incident_events e where e.incident_id = f.id and e.kind = 'reopened')) as reopened,
               bool_or(exists (select from incident_events e where e.incident_id = f.id and e.kind = 'snoozed')) as snoozed
          from family f group by f.root
      )
      select t.started_at as "startedAt", t.paged_at as "pagedAt", t.acknowledged_at as "acknowledgedAt", r.resolved_at as "resolvedAt",
             coalesce(r.automatic, false) as automatic, t.reopened, t.snoozed, t.merged,
             r.subject, s.name as "subjectName", s.team, m.name as "teamName",
             case when s.labels ->> 'sample' = 'true' then 'sample'
                  when b.kind = 'recorded' and not t.reopened then 'recorded' end as "leftOut"
        from roots r join times t on t.root = r.id join incident_events b on b.incident_id = r.id and b.seq = 1
        left join subjects s on s.slug = r.subject left join teams m on m.slug = s.team
       order by r.number`.execute(tx);
    return rows;
  }
}
