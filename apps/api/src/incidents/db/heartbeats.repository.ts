import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql, type Generated, type JSONColumnType, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { OneTimeSecret } from '../../platform/kernel/one-time-secret.js';
import type { Watch } from '../domain/silence.js';
import type { Heartbeat, HeartbeatView } from '../domain/heartbeat.js';

interface AlertHeartbeatsTable {
  id: string;
  slug: string;
  name: string;
  territory: string;
  subject: string;
  interval_s: number;
  grace_s: number;
  token_hash: Generated<string | null>;
  token_prefix: Generated<string | null>;
  token_made_at: Generated<Date | null>;
  last_ping_at: Generated<Date | null>;
  version: number;
  created_at: Date;
  updated_at: Date;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    alert_heartbeats: AlertHeartbeatsTable;
    heartbeat_watch: {
      only_one: Generated<boolean>;
      looked_at: Date;
      pauses: JSONColumnType<{ from: number; to: number; deaf: number }[]>;
    };
  }
}

const SHOWN = 12;

/** Heartbeats. What a scope may not see does not exist for it. */
@Injectable()
export class HeartbeatsRepository {
  async find(tx: Tx, slug: string): Promise<HeartbeatView | null> {
    const row = await all(tx).where('slug', '=', slug).executeTakeFirst();
    return row ? viewOf(row) : null;
  }

  async byToken(tx: Tx, hash: string): Promise<Heartbeat | null> {
    const row = await all(tx).where('token_hash', '=', hash).executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Heartbeat[]> {
    const rows = await all(tx).where(isOneOf(slugs)).orderBy(bySlug).forUpdate().execute();
    return rows.map(fromRow);
  }

  async lock(tx: Tx, slug: string): Promise<Heartbeat | null> {
    return (await this.lockAll(tx, [slug]))[0] ?? null;
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<HeartbeatView>> {
    return pageBySlug(tx, all(tx), filter, viewOf);
  }

  /** How many heartbeats are about each of these subjects. */
  async countBySubject(tx: Tx, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ subject: string; count: number }>`
      select subject, count(*)::int as count from alert_heartbeats
       where subject = any (${slugs}::text[]) group by 1`.execute(tx);
    return new Map(rows.map(({ subject, count }) => [subject, count]));
  }

  /** Heartbeats about a subject, by name in paths. */
  async ofSubject(tx: Tx, subject: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('alert_heartbeats')
      .select('slug')
      .where('subject', '=', subject)
      .orderBy('slug')
      .execute();
    return rows.map(({ slug }) => slug);
  }

  /** @returns false when the slug is taken by one that the scope does not see */
  insert(tx: Tx, heartbeat: Heartbeat): Promise<boolean> {
    return insertedAsNamed(tx.insertInto('alert_heartbeats').values(toRow(heartbeat)));
  }

  async update(tx: Tx, heartbeat: Heartbeat): Promise<void> {
    const set = toRow(heartbeat);
    await tx.updateTable('alert_heartbeats').set(set).where('id', '=', heartbeat.id).execute();
  }

  async delete(tx: Tx, { id }: Heartbeat): Promise<void> {
    await tx.deleteFrom('alert_heartbeats').where('id', '=', id).execute();
  }

  /** Takes the token over in place of the one before. */
  async giveToken(tx: Tx, id: string, { token, hash }: OneTimeSecret, now: Date): Promise<void> {
    const set = { token_hash: hash, token_prefix: token.slice(0, SHOWN), token_made_at: now };
    await tx.updateTable('alert_heartbeats').set(set).where('id', '=', id).execute();
  }

  /** It was heard now, by the database's clock. */
  async ping(tx: Tx, id: string): Promise<void> {
    await sql`update alert_heartbeats set last_ping_at = leitstand_now() where id = ${id}`.execute(
      tx,
    );
  }

  /** When it was last looked, and the pauses of that; null = never. */
  async watch(tx: Tx): Promise<Watch | null> {
    const row = await tx
      .selectFrom('heartbeat_watch')
      .select(['looked_at as lookedAt', 'pauses'])
      .executeTakeFirst();
    if (!row) return null;
    const pauses = row.pauses.map(({ from, to, deaf }) => ({
      from: new Date(from),
      to: new Date(to),
      deafMs: deaf,
    }));
    return { lookedAt: row.lookedAt, pauses };
  }

  async watched(tx: Tx, { lookedAt, pauses }: Watch): Promise<void> {
    const kept = pauses.map(({ from, to, deafMs }) => ({
      from: from.getTime(),
      to: to.getTime(),
      deaf: deafMs,
    }));
    const watch = { looked_at: lookedAt, pauses: JSON.stringify(kept) };
    await tx
      .insertInto('heartbeat_watch')
      .values(watch)
      .onConflict((oc) => oc.column('only_one').doUpdateSet(watch))
      .execute();
  }
}

function all(tx: Tx) {
  return tx.selectFrom('alert_heartbeats').selectAll();
}

function toRow(heartbeat: Heartbeat) {
  const { id, slug, name, territory, subject, version } = heartbeat;
  return {
    id,
    slug,
    name,
    territory,
    subject,
    version,
    interval_s: heartbeat.intervalSeconds,
    grace_s: heartbeat.graceSeconds,
    created_at: heartbeat.createdAt,
    updated_at: heartbeat.updatedAt,
  };
}

function fromRow(row: Selectable<AlertHeartbeatsTable>): Heartbeat {
  const { id, slug, name, territory, subject, version } = row;
  return {
    id,
    slug,
    name,
    territory,
    subject,
    version,
    intervalSeconds: row.interval_s,
    graceSeconds: row.grace_s,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function viewOf(row: Selectable<AlertHeartbeatsTable>): HeartbeatView {
  return {
    heartbeat: fromRow(row),
    tokenPrefix: row.token_prefix,
    tokenMadeAt: row.token_made_at,
    lastPingAt: row.last_ping_at,
  };
}
