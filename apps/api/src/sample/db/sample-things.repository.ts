import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { SampleThing } from '../domain/sample-thing.js';

/** How long after its mark the sample may still have been at work. */
const AT_WORK = sql`interval '1 minute'`;

/** What the sample made, as far as the scope sees it. */
@Injectable()
export class SampleThingsRepository {
  /** What carries the sample's label and was there when its mark was set: nobody's own export, applied again later. */
  async all(tx: Tx): Promise<SampleThing[]> {
    const { rows } = await sql<SampleThing>`
      with seeded as (select max(seeded_at) + ${AT_WORK} as until from catalog_seed),
           paging as (select max(seeded_at) + ${AT_WORK} as until from sample_paging_seed),
           labelled as (
             select 'subject' as noun, slug, version, created_at, labels from subjects
             union all select 'team', slug, version, created_at, labels from teams
             union all select 'environment', slug, version, created_at, labels from environments)
      select noun, slug, version from labelled, seeded where labels ->> 'sample' = 'true' and created_at <= until
      union all select 'SLO', slug, version from slos, seeded where sample and deleted_at is null and created_at <= until
      union all select 'schedule', slug, version from schedules, paging where labels ->> 'sample' = 'true' and created_at <= until
      union all select 'escalation policy', slug, version from escalation_policies, paging where labels ->> 'sample' = 'true' and created_at <= until
      order by 1, 2`.execute(tx);
    return rows;
  }
}
