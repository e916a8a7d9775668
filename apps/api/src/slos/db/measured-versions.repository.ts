import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { EarlierSpan } from '../domain/definition.js';

/** What of a document says what is measured; equal texts of jsonb are equal values. */
const measured = (document: string) =>
  sql`jsonb_build_array(${sql.ref(document)} #> '{spec,indicator}', coalesce(${sql.ref(document)} #>> '{spec,birth}', 'guarded'))`;

/** Since when minutes are counted by which version of an SLO. */
@Injectable()
export class MeasuredVersionsRepository {
  /** Says that Prometheus counts by the rules of this version from now on; nothing where it measures what was measured before. */
  async record(tx: Tx, sloId: string, version: number): Promise<void> {
    await sql`insert into slo_measured_versions (slo_id, since, version, territory)
      select s.id, leitstand_now(), v.version, s.territory
        from slos s join slo_versions v on v.slo_id = s.id and v.version = ${version}
        left join lateral (select version from slo_measured_versions m where m.slo_id = s.id order by since desc limit 1) m on true
        left join slo_versions b on b.slo_id = s.id and b.version = m.version
       where s.id = ${sloId} and v.document is not null and (m.version is null or v.version > m.version)
         and (b.version is null or ${measured('b.document')} is distinct from ${measured('v.document')})
          on conflict do nothing`.execute(tx);
  }

  /** When other definitions counted than the present one, by SLO, in order; SLOs of which none ever did are missing. */
  async earlier(tx: Tx, sloIds: readonly string[]): Promise<Map<string, EarlierSpan[]>> {
    const { rows } = await sql<{ id: string; from: Date | null; until: Date | null }>`
      select id, "from", until from (
        select m.slo_id as id, case when lag(m.since) over w is not null then m.since end as "from", lead(m.since) over w as until,
               ${measured('v.document')} is distinct from ${measured('s.document')} as other, m.since
          from slo_measured_versions m join slos s on s.id = m.slo_id join slo_versions v on v.slo_id = m.slo_id and v.version = m.version
         where m.slo_id = any (${sloIds}::uuid[])
        window w as (partition by m.slo_id order by m.since)) m
      where other order by id, since`.execute(tx);
    const spans = new Map<string, EarlierSpan[]>();
    for (const { id, from, until } of rows)
      spans.set(id, [...(spans.get(id) ?? []), { from, until }]);
    return spans;
  }
}
