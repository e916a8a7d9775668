import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { IncidentNames } from '../domain/incident.js';
import type { KnownNames, Mentioned } from '../domain/placement.js';

/** Names of the catalog that alerts mention. */
@Injectable()
export class NamesRepository {
  private readonly knowing = new Prepared<
    [slos: readonly string[], subjects: readonly string[], territories: readonly string[]],
    { readonly slo: string | null; readonly subject: string; readonly territory: string }
  >(
    'leitstand-known-names',
    (slos, subjects, territories) => sql`
      select o.slug as slo, s.slug as subject, s.territory from slos o join subjects s on s.id = o.subject_id
       where o.deleted_at is null and o.slug = any (${slos}::text[]) and s.territory = any (${territories}::text[])
      union all
      select null, slug, territory from subjects where slug = any (${subjects}::text[]) and territory = any (${territories}::text[])`,
  );

  /** Those of them that there are within `territories`; the subjects of SLOs among them. */
  async known(
    tx: Tx,
    mentioned: readonly Mentioned[],
    territories: readonly string[],
  ): Promise<KnownNames> {
    const slos = distinct(mentioned.map(({ slo }) => slo));
    const subjects = distinct(mentioned.flatMap((one) => one.subjects));
    const rows = await this.knowing.rows(tx, slos, subjects, territories);
    return {
      slos: new Map(rows.flatMap(({ slo, subject }) => (slo === null ? [] : [[slo, subject]]))),
      subjects: new Map(rows.map(({ subject, territory }) => [subject, territory])),
    };
  }

  /** The slugs among these by which SLOs are in use; and whether rules of any SLO in use have been loaded. */
  async slosInUse(
    tx: Tx,
    slugs: readonly string[],
  ): Promise<{ readonly slos: ReadonlySet<string>; readonly isAnyLoaded: boolean }> {
    const { rows } = await sql<{ slos: string[]; loaded: boolean }>`
      select array(select slug from slos where deleted_at is null and slug = any (${slugs}::text[])) as slos,
        exists (select from slos where deleted_at is null and published_version > 0) as loaded`.execute(
      tx,
    );
    const [row] = rows;
    return { slos: new Set(row?.slos), isAnyLoaded: row?.loaded ?? false };
  }

  /** The territory of a subject that the scope sees; null when there is none. */
  async territoryOf(tx: Tx, subject: string): Promise<string | null> {
    const row = await tx
      .selectFrom('subjects')
      .select('territory')
      .where('slug', '=', subject)
      .executeTakeFirst();
    return row?.territory ?? null;
  }

  /** Those of these subjects that belong to the sample. */
  async samplesAmong(tx: Tx, subjects: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ slug: string }>`select slug from subjects
      where slug = any (${distinct(subjects)}::text[]) and labels ->> 'sample' = 'true'`.execute(
      tx,
    );
    return new Set(rows.map(({ slug }) => slug));
  }

  private readonly naming = new Prepared<
    [ids: readonly string[]],
    IncidentNames & { readonly id: string }
  >(
    null,
    (ids) => sql`
      select i.id, o.document #>> '{metadata,displayName}' as slo, coalesce(o.deleted_at is not null, false) as "sloDeleted", s.name as subject, t.name as team, q.name as source,
             e.data #>> '{alerts,0,name}' as rule,
             exists (select from incident_events r where r.incident_id = i.id and r.kind = 'reopened') as reopened
        from incidents i
        left join lateral (select document, deleted_at from slos where slug = i.slo order by deleted_at desc nulls first limit 1) as o on true
        left join subjects s on s.slug = i.subject
        left join teams t on t.slug = s.team
        left join alert_sources q on q.slug = i.source
        left join incident_events e on e.incident_id = i.id and e.seq = 1
       where i.id = any (${ids}::uuid[])`,
  );

  /** What the things are called that incidents are about, by id of the incident. */
  async ofIncidents(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, IncidentNames>> {
    const rows = await this.naming.rows(tx, ids);
    return new Map(rows.map(({ id, ...names }) => [id, names]));
  }

  /** The teams that answer for these subjects; none for those that have none. */
  async teamsOf(tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await sql<{ slug: string; team: string }>`
      select slug, team from subjects where slug = any (${distinct(subjects)}::text[]) and team is not null`.execute(
      tx,
    );
    return new Map(rows.map(({ slug, team }) => [slug, team]));
  }
}

function distinct(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))];
}
