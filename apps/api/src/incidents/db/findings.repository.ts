import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Finding } from '../domain/reconcile.js';
import type { Source } from '../domain/source.js';

/** What fires at the Prometheus of a source, and the source told nothing of. */
@Injectable()
export class FindingsRepository {
  /** Those of a source that were found longest ago first. */
  async ofSource(tx: Tx, sourceId: string, limit: number): Promise<Finding[]> {
    const rows = await tx
      .selectFrom('alert_findings')
      .selectAll()
      .where('source_id', '=', sourceId)
      .orderBy('since')
      .orderBy('digest')
      .limit(limit)
      .execute();
    return rows.map(({ active_at: activeAt, source_id: _source, territory: _lies, ...row }) => ({
      ...row,
      activeAt,
    }));
  }

  /** Puts these in the place of those that were there. */
  async replace(
    tx: Tx,
    { id, territory }: Pick<Source, 'id' | 'territory'>,
    findings: readonly Finding[],
  ): Promise<void> {
    await tx.deleteFrom('alert_findings').where('source_id', '=', id).execute();
    if (findings.length === 0) return;
    const rows = findings.map(({ activeAt, labels, ...finding }) => ({
      ...finding,
      labels: JSON.stringify(labels),
      source_id: id,
      territory,
      active_at: activeAt,
    }));
    await tx
      .insertInto('alert_findings')
      .values(rows)
      .onConflict((oc) => oc.columns(['source_id', 'digest']).doNothing())
      .execute();
  }

  /** Notes that a source was held against its Prometheus. @param trouble why that was not possible; null = it was */
  async mark(tx: Tx, sourceId: string, trouble: string | null): Promise<void> {
    await sql`update alert_sources set reconcile_trouble = ${trouble},
        reconciled_at = case when ${trouble}::text is null then leitstand_now() else reconciled_at end
      where id = ${sourceId}`.execute(tx);
  }
}
