import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { textHash, type FileChange, type KnownFile } from '../domain/rule-files.js';

/** Rule files as Prometheus is known to have loaded them, and those it refused together. */
@Injectable()
export class RuleFilesRepository {
  async all(tx: Tx): Promise<Map<string, KnownFile>> {
    const { rows } = await sql<KnownFile & { file: string }>`select file, territory,
      coalesce(loaded_hash, ${textHash(null)}) as loaded, suspect_hash as suspect, written_hash as written
      from slo_rule_files order by file`.execute(tx);
    return new Map(rows.map(({ file, ...known }) => [file, known]));
  }

  /** Texts that Prometheus has loaded, by file. */
  async loadedTexts(tx: Tx, files: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await sql<{ file: string; text: string }>`select file, loaded_text as text
      from slo_rule_files where file = any (${files}::text[]) and loaded_text is not null`.execute(
      tx,
    );
    return new Map(rows.map(({ file, text }) => [file, text]));
  }

  /** Prometheus has loaded these. */
  async loaded(tx: Tx, changes: readonly FileChange[]): Promise<void> {
    const gone = changes.filter(({ text }) => text === null).map(({ file }) => file);
    const there = changes.filter(({ text }) => text !== null);
    await sql`delete from slo_rule_files where file = any (${gone}::text[])`.execute(tx);
    await sql`insert into slo_rule_files (file, territory, loaded_hash, loaded_text)
      select * from unnest(${there.map((one) => one.file)}::text[], ${there.map((one) => one.territory)}::text[],
        ${there.map((one) => one.hash)}::text[], ${there.map((one) => one.text)}::text[])
      on conflict (file) do update set territory = excluded.territory, loaded_hash = excluded.loaded_hash,
        loaded_text = excluded.loaded_text, suspect_hash = null, written_hash = null, written_text = null, written_since = null`.execute(
      tx,
    );
  }

  /** These lie there and wait for whatever has Prometheus read its files, and nothing else does. Since when, they keep. */
  async written(tx: Tx, changes: readonly FileChange[]): Promise<void> {
    const files = changes.map(({ file }) => file);
    await sql`delete from slo_rule_files
      where loaded_hash is null and suspect_hash is null and file <> all (${files}::text[])`.execute(
      tx,
    );
    await sql`update slo_rule_files set written_hash = null, written_text = null, written_since = null
      where written_hash is not null and file <> all (${files}::text[])`.execute(tx);
    await sql`insert into slo_rule_files (file, territory, written_hash, written_text, written_since)
      select *, leitstand_now() from unnest(${files}::text[], ${changes.map((one) => one.territory)}::text[],
        ${changes.map((one) => one.hash)}::text[], ${changes.map((one) => one.text)}::text[])
      on conflict (file) do update set territory = excluded.territory, written_hash = excluded.written_hash, written_text = excluded.written_text,
        written_since = coalesce(slo_rule_files.written_since, excluded.written_since)
        where slo_rule_files.written_hash is distinct from excluded.written_hash`.execute(tx);
  }

  /** Prometheus has loaded what lay there. */
  async writtenLoaded(tx: Tx): Promise<void> {
    await sql`delete from slo_rule_files where written_hash = ${textHash(null)}`.execute(tx);
    await sql`update slo_rule_files set loaded_hash = written_hash, loaded_text = written_text, suspect_hash = null,
      written_hash = null, written_text = null, written_since = null
      where written_hash is not null`.execute(tx);
  }

  /** How many wait for a reload, those of SLOs, or else the one that all share, and for how many seconds the oldest of them. */
  async unloaded(tx: Tx): Promise<{ count: number; seconds: number }> {
    const { rows } = await sql<{ count: number; seconds: number }>`select
        greatest(count(territory), least(count(*), 1))::int as count,
        coalesce(extract(epoch from leitstand_now() - min(written_since)), 0)::float8 as seconds
      from slo_rule_files where written_since is not null`.execute(tx);
    return rows[0] ?? { count: 0, seconds: 0 };
  }

  /** Nothing is known of these any more. */
  async forget(tx: Tx, files: readonly string[]): Promise<void> {
    await sql`delete from slo_rule_files where file = any (${files}::text[])`.execute(tx);
  }

  /** Prometheus refused these together; nobody else is suspected any more. */
  async suspect(tx: Tx, changes: readonly FileChange[]): Promise<void> {
    const files = changes.map(({ file }) => file);
    await sql`delete from slo_rule_files where loaded_hash is null and file <> all (${files}::text[])`.execute(
      tx,
    );
    await sql`update slo_rule_files set suspect_hash = null
      where suspect_hash is not null and file <> all (${files}::text[])`.execute(tx);
    await sql`insert into slo_rule_files (file, territory, suspect_hash)
      select * from unnest(${files}::text[], ${changes.map((one) => one.territory)}::text[], ${changes.map((one) => one.hash)}::text[])
      on conflict (file) do update set suspect_hash = excluded.suspect_hash`.execute(tx);
  }
}
