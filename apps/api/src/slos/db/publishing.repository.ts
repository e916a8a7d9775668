import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Publication, PublishableSlo } from '../domain/publication.js';
import { STORAGE_FAULT, UNLOADED } from '../domain/rule-files.js';
import type { RulesState } from '../domain/slo.js';
import { MeasuredVersionsRepository } from './measured-versions.repository.js';

/** What is still to be published, and how it went. */
@Injectable()
export class PublishingRepository {
  constructor(private readonly measured: MeasuredVersionsRepository) {}

  /**
   * Whether anything waits: a version that is not published, rules that Prometheus has not evaluated yet, or could not for its disk,
   * which is soon over, or files for whatever has it read them. What waits for room does not press.
   */
  async isDue(tx: Tx): Promise<boolean> {
    const { rows } = await sql<{ due: boolean }>`select exists (select from slos
      where (published_version < version and refused_version is distinct from version) or (rules_state = 'pending' and refused_version is distinct from version and deleted_at is null)
        or (rules_state = 'failed' and refused_version is distinct from version and deleted_at is null and rules_message ~* ${STORAGE_FAULT}))
        or exists (select from slo_rule_files where written_since is not null) as due`.execute(tx);
    return rows[0]?.due ?? false;
  }

  /** All SLOs in use, and the deleted ones whose rules may still be loaded. */
  async all(tx: Tx): Promise<PublishableSlo[]> {
    const { rows } =
      await sql<PublishableSlo>`select s.id, s.slug, coalesce(j.slug, '') as service, coalesce(s.team, j.team) as team, s.territory, t.matchers, s.document, s.version, s.updated_at as "updatedAt", s.published_version as "publishedVersion",
        s.refused_version as "refusedVersion", s.refused_by as "refusedBy", s.rules_state as "rulesState", s.rules_message as "rulesMessage", s.deleted_at is not null as deleted,
        case when exists (select from slos d where d.slug = s.slug and d.deleted_at > s.created_at - interval '35 days' and d.id <> s.id) then s.created_at end as since
      from slos s join territories t on t.code = s.territory left join subjects j on j.id = s.subject_id where s.deleted_at is null or s.published_version < s.version order by s.slug`.execute(
        tx,
      );
    return rows;
  }

  async save(tx: Tx, publications: readonly Publication[]): Promise<void> {
    for (const { id, version, state, message, outcome, by = null } of publications) {
      const loaded = {
        published_version: sql<number>`greatest(published_version, ${version})`,
        refused_version: null,
        refused_by: null,
      };
      const current = sql`version = ${version}`;
      await tx
        .updateTable('slos')
        .set({
          ...(outcome === 'loaded' ? loaded : {}),
          ...(outcome === 'refused' ? { refused_version: version, refused_by: by } : {}),
          rules_state: sql<RulesState>`case when ${current} then ${state} else rules_state end`,
          rules_message: sql<
            string | null
          >`case when ${current} then ${message} else rules_message end`,
        })
        .where('id', '=', id)
        .execute();
      if (outcome === 'loaded') await this.measured.record(tx, id, version);
    }
  }

  /** Says of these versions, of which nothing is decided, what they wait for. */
  async say(
    tx: Tx,
    slos: readonly Pick<PublishableSlo, 'id' | 'version'>[],
    message: string,
  ): Promise<void> {
    await sql`update slos s set rules_state = 'pending', rules_message = ${message}
      from unnest(${slos.map(({ id }) => id)}::uuid[], ${slos.map(({ version }) => version)}::int[]) as w (id, version)
      where s.id = w.id and s.version = w.version and s.published_version < s.version`.execute(tx);
  }

  /**
   * How many SLOs are in which state, for how many seconds the oldest waits, and how many wait for room in their territory; of the failed
   * ones how many for Prometheus' storage, or because it has not loaded them, which is no fault of theirs.
   */
  async summary(tx: Tx): Promise<{
    all: number;
    failed: number;
    unstored: number;
    missing: number;
    pending: number;
    waitingSeconds: number;
    withheld: number;
  }> {
    const { rows } = await sql<{
      all: number;
      failed: number;
      unstored: number;
      missing: number;
      pending: number;
      waiting: number;
      withheld: number;
    }>`select count(*)::int as all, count(*) filter (where rules_state = 'failed')::int as failed,
        count(*) filter (where rules_state = 'failed' and refused_version is distinct from version and rules_message ~* ${STORAGE_FAULT})::int as unstored,
        count(*) filter (where rules_state = 'failed' and refused_version is distinct from version and starts_with(rules_message, ${UNLOADED}))::int as missing,
        count(*) filter (where pending)::int as pending,
        coalesce(extract(epoch from leitstand_now() - min(updated_at) filter (where pending)), 0)::float8 as waiting,
        count(*) filter (where rules_state = 'pending' and not pending)::int as withheld
      from (select *, rules_state = 'pending' and refused_version is distinct from version as pending from slos where deleted_at is null) s`.execute(
      tx,
    );
    const [row] = rows;
    return {
      all: row?.all ?? 0,
      failed: row?.failed ?? 0,
      unstored: row?.unstored ?? 0,
      missing: row?.missing ?? 0,
      pending: row?.pending ?? 0,
      waitingSeconds: row?.waiting ?? 0,
      withheld: row?.withheld ?? 0,
    };
  }
}
