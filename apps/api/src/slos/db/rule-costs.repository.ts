import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { RuleCost } from '../domain/rule-cost.js';

/** The cost of one text of an SLO's rules. */
export interface RuleCostRow extends RuleCost {
  readonly sloId: string;
  readonly territory: string;
  /** SHA-256 of the text */
  readonly hash: string;
}

/** What rule files cost, as it was measured. */
@Injectable()
export class RuleCostsRepository {
  /** By hash of the text, of all SLOs in use. */
  async all(tx: Tx): Promise<Map<string, RuleCost>> {
    const { rows } = await sql<RuleCost & { hash: string }>`select rules_hash as hash,
      samples::float8 as samples, peak_samples::float8 as peak, complete, dearest, measured_at as "measuredAt", first_measured_at as since, eval_seconds as seconds, refusal
      from slo_rule_costs c join slos s on s.id = c.slo_id where s.deleted_at is null`.execute(tx);
    return new Map(rows.map(({ hash, ...cost }) => [hash, cost]));
  }

  /** @param kept hashes of texts that are loaded or wanted; of other texts of the same SLOs nothing is kept */
  async save(tx: Tx, costs: readonly RuleCostRow[], kept: readonly string[]): Promise<void> {
    const ids = costs.map(({ sloId }) => sloId);
    await sql`delete from slo_rule_costs where slo_id = any (${ids}::uuid[])
      and rules_hash <> all (${kept}::text[])`.execute(tx);
    await sql`insert into slo_rule_costs (slo_id, rules_hash, territory, samples, peak_samples, complete, dearest, measured_at, first_measured_at, eval_seconds, refusal)
      select * from unnest(${ids}::uuid[], ${costs.map(({ hash }) => hash)}::text[], ${costs.map(({ territory }) => territory)}::text[],
        ${costs.map(({ samples }) => samples)}::bigint[], ${costs.map(({ peak }) => peak)}::bigint[], ${costs.map(({ complete }) => complete)}::boolean[],
        ${costs.map(({ dearest }) => dearest)}::text[], ${costs.map(({ measuredAt }) => measuredAt)}::timestamptz[],
        ${costs.map(({ since }) => since)}::timestamptz[], ${costs.map(({ seconds }) => seconds)}::float8[], ${costs.map(({ refusal }) => refusal)}::text[])
      on conflict (slo_id, rules_hash) do update set territory = excluded.territory, samples = excluded.samples,
        peak_samples = excluded.peak_samples, complete = excluded.complete, dearest = excluded.dearest,
        measured_at = excluded.measured_at, eval_seconds = excluded.eval_seconds, refusal = excluded.refusal`.execute(
      tx,
    );
  }
}
