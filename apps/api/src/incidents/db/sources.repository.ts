import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import { EncryptedJson } from '../../platform/db/encrypted-json.js';
import type { Tx } from '../../platform/db/tx.js';
import type { OneTimeSecret } from '../../platform/kernel/one-time-secret.js';
import type { DeliveryOutcome, Disagreement, Source, SourceView } from '../domain/source.js';
import type { AlertSourcesTable } from './tables.js';

/** What a delivery leaves behind at its source. */
export interface DeliverySigns {
  readonly at: Date;
  readonly outcome: DeliveryOutcome;
  readonly reason: string | null;
  /** how many it held */
  readonly alerts: number;
  readonly watchdog: boolean;
  readonly receiver: string | null;
}

/** A source that signs, and what it signs with. */
export interface Signer {
  readonly source: Source;
  readonly key: string;
}

const TABLE = 'alert_sources';
const SHOWN = 12;

/** Sources of alerts. What a scope may not see does not exist for it. */
@Injectable()
export class SourcesRepository {
  constructor(private readonly encrypted: EncryptedJson) {}

  async find(tx: Tx, slug: string): Promise<SourceView | null> {
    const row = await views(tx).where('slug', '=', slug).executeTakeFirst();
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

  /** The source that signs under this name; null also where its token was made under another LEITSTAND_SECRET. */
  async signer(tx: Tx, slug: string): Promise<Signer | null> {
    const row = await tx
      .selectFrom(TABLE)
      .selectAll()
      .where('slug', '=', slug)
      .where('kind', '=', 'webhook')
      .executeTakeFirst();
    if (!row?.signing_key) return null;
    const key = this.encrypted.decrypt(TABLE, row.id, row.signing_key);
    return typeof key === 'string' ? { source: fromRow(row), key } : null;
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
    return pageBySlug(tx, views(tx), filter, viewOf);
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

  /** Takes the token over in place of the one before; of a source that signs it is kept encrypted, since a hash cannot check what it signed. */
  async giveToken(
    tx: Tx,
    { id, kind }: Pick<Source, 'id' | 'kind'>,
    { token, hash }: OneTimeSecret,
    now: Date,
  ): Promise<void> {
    const set = {
      token_hash: hash,
      token_prefix: token.slice(0, SHOWN),
      token_made_at: now,
      signing_key: kind === 'webhook' ? this.encrypted.encrypt(TABLE, id, token) : null,
    };
    await tx.updateTable(TABLE).set(set).where('id', '=', id).execute();
  }

  /** Notes a delivery, unless another one is being noted at this moment: they come by the hundred, and nobody waits for a mark. */
  async mark(tx: Tx, id: string, signs: DeliverySigns): Promise<void> {
    const { at, outcome, reason, alerts, watchdog, receiver } = signs;
    await sql`update alert_sources set last_delivery_at = ${at}, last_outcome = ${outcome}, last_reason = ${reason}, last_alerts = ${alerts},
        watchdog_at = case when ${watchdog} then ${at} else watchdog_at end, receiver = coalesce(${receiver}, receiver)
      where id = (select id from alert_sources where id = ${id} for update skip locked)`.execute(
      tx,
    );
  }
}

const DISAGREEMENT = sql<Disagreement>`(select jsonb_build_object(
    'waiting', count(*) filter (where f.state = 'waiting'),
    'suppressed', count(*) filter (where f.state = 'suppressed'),
    'elsewhere', count(*) filter (where f.state = 'elsewhere'),
    'unconfirmed', (select count(*) from alerts a where a.source_id = alert_sources.id
      and a.firing_from is not null and (a.closed_until is null or a.firing_from > a.closed_until) and a.end_told >= a.firing_from))
  from alert_findings f where f.source_id = alert_sources.id)`.as('disagreement');

const OPEN_ALERTS =
  sql<number>`(select count(*)::int from alerts a where a.source_id = alert_sources.id
    and a.firing_from is not null and (a.closed_until is null or a.firing_from > a.closed_until))`.as(
    'open_alerts',
  );

function views(tx: Tx) {
  return tx.selectFrom('alert_sources').selectAll().select([DISAGREEMENT, OPEN_ALERTS]);
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
    prometheus: source.prometheus,
    group_interval_s: source.groupIntervalSeconds,
    watchdog_s: source.watchdogSeconds,
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
    prometheus: row.prometheus,
    groupIntervalSeconds: row.group_interval_s,
    watchdogSeconds: row.watchdog_s,
    defaultSubject: row.default_subject,
    mappings,
    severities,
    version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function viewOf(
  row: Selectable<AlertSourcesTable> & {
    readonly disagreement: Disagreement;
    readonly open_alerts: number;
  },
): SourceView {
  return {
    source: fromRow(row),
    signs: {
      tokenPrefix: row.token_prefix,
      tokenMadeAt: row.token_made_at,
      lastDeliveryAt: row.last_delivery_at,
      lastOutcome: row.last_outcome,
      lastReason: row.last_reason,
      lastAlerts: row.last_alerts,
      watchdogAt: row.watchdog_at,
      receiver: row.receiver,
      reconciledAt: row.reconciled_at,
      reconcileTrouble: row.reconcile_trouble,
      disagreement: row.disagreement,
      openAlerts: row.open_alerts,
    },
  };
}
