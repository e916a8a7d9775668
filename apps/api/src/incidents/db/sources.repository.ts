import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { OneTimeSecret } from '../../platform/kernel/one-time-secret.js';
import type { DeliveryOutcome, Source, SourceView } from '../domain/source.js';
import type { AlertSourcesTable } from './tables.js';

/** What a delivery leaves behind at its source. */
export interface DeliverySigns {
  readonly at: Date;
  readonly outcome: DeliveryOutcome;
  readonly reason: string | null;
  readonly watchdog: boolean;
}

const SHOWN = 12;

/** Sources of alerts. What a scope may not see does not exist for it. */
@Injectable()
export class SourcesRepository {
  async find(tx: Tx, slug: string): Promise<SourceView | null> {
    const row = await tx
      .selectFrom('alert_sources')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row ? viewOf(row) : null;
  }

  async byToken(tx: Tx, hash: string): Promise<Source | null> {
    const row = await tx
      .selectFrom('alert_sources')
      .selectAll()
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Source[]> {
    const rows = await tx
      .selectFrom('alert_sources')
      .selectAll()
      .where(isOneOf(slugs))
      .orderBy(bySlug)
      .forUpdate()
      .execute();
    return rows.map(fromRow);
  }

  async lock(tx: Tx, slug: string): Promise<Source | null> {
    return (await this.lockAll(tx, [slug]))[0] ?? null;
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<SourceView>> {
    return pageBySlug(tx, tx.selectFrom('alert_sources').selectAll(), filter, viewOf);
  }

  /** How many sources name each of these subjects as their default. */
  async countBySubject(tx: Tx, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ subject: string; count: number }>`
      select default_subject as subject, count(*)::int as count from alert_sources
       where default_subject = any (${slugs}::text[]) group by 1`.execute(tx);
    return new Map(rows.map(({ subject, count }) => [subject, count]));
  }

  /** Sources that name a subject as their default, by name in paths. */
  async ofSubject(tx: Tx, subject: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('alert_sources')
      .select('slug')
      .where('default_subject', '=', subject)
      .orderBy('slug')
      .execute();
    return rows.map(({ slug }) => slug);
  }

  /** @returns false when the slug is taken by a source that the scope does not see */
  insert(tx: Tx, source: Source): Promise<boolean> {
    return insertedAsNamed(tx.insertInto('alert_sources').values(toRow(source)));
  }

  async update(tx: Tx, source: Source): Promise<void> {
    await tx.updateTable('alert_sources').set(toRow(source)).where('id', '=', source.id).execute();
  }

  async delete(tx: Tx, { id }: Source): Promise<void> {
    await tx.deleteFrom('alert_sources').where('id', '=', id).execute();
  }

  /** Takes the token over in place of the one before. */
  async giveToken(tx: Tx, id: string, { token, hash }: OneTimeSecret, now: Date): Promise<void> {
    const set = { token_hash: hash, token_prefix: token.slice(0, SHOWN), token_made_at: now };
    await tx.updateTable('alert_sources').set(set).where('id', '=', id).execute();
  }

  /** Notes a delivery, unless another one is being noted at this moment: they come by the hundred, and nobody waits for a mark. */
  async mark(tx: Tx, id: string, { at, outcome, reason, watchdog }: DeliverySigns): Promise<void> {
    await sql`update alert_sources set last_delivery_at = ${at}, last_outcome = ${outcome}, last_reason = ${reason},
        watchdog_at = case when ${watchdog} then ${at} else watchdog_at end
      where id = (select id from alert_sources where id = ${id} for update skip locked)`.execute(
      tx,
    );
  }
}

function toRow(source: Source) {
  const { id, slug, name, kind, territory, territories, version } = source;
  return {
    id,
    slug,
    name,
    kind,
    territory,
    territories: [...territories],
    default_subject: source.defaultSubject,
    mappings: JSON.stringify(source.mappings),
    severities: JSON.stringify(source.severities),
    version,
    created_at: source.createdAt,
    updated_at: source.updatedAt,
  };
}

function fromRow(row: Selectable<AlertSourcesTable>): Source {
  const { id, slug, name, kind, territory, territories, mappings, severities, version } = row;
  return {
    id,
    slug,
    name,
    kind,
    territory,
    territories,
    defaultSubject: row.default_subject,
    mappings,
    severities,
    version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function viewOf(row: Selectable<AlertSourcesTable>): SourceView {
  return {
    source: fromRow(row),
    signs: {
      tokenPrefix: row.token_prefix,
      tokenMadeAt: row.token_made_at,
      lastDeliveryAt: row.last_delivery_at,
      lastOutcome: row.last_outcome,
      lastReason: row.last_reason,
      watchdogAt: row.watchdog_at,
    },
  };
}
