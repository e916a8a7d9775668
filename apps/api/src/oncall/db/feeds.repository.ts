import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Feed } from '../domain/feed.js';
import './tables.js';

interface FeedRow {
  readonly id: string;
  readonly user_id: string;
  readonly schedule_id: string | null;
  readonly created_at: Date;
  readonly last_read_at: Date | null;
}

const COLUMNS = ['id', 'user_id', 'schedule_id', 'created_at', 'last_read_at'] as const;

/** Secret addresses that calendars read. For the actor of feeds alone. */
@Injectable()
export class FeedsRepository {
  /** Until the end of the transaction nobody else counts the feeds of this owner to add to them. */
  async lockOwner(tx: Tx, userId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended('feeds of ' || ${userId}, 0))`.execute(
      tx,
    );
  }

  /** Of one person, newest first. */
  async list(tx: Tx, userId: string): Promise<Feed[]> {
    const rows = await tx
      .selectFrom('calendar_feeds')
      .select(COLUMNS)
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  }

  /** The one at an address. @param hash of what stands in the address */
  async byHash(tx: Tx, hash: string): Promise<Feed | null> {
    const row = await tx
      .selectFrom('calendar_feeds')
      .select(COLUMNS)
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  async add(tx: Tx, feed: Omit<Feed, 'lastReadAt'>, hash: string): Promise<void> {
    await tx
      .insertInto('calendar_feeds')
      .values({
        id: feed.id,
        user_id: feed.userId,
        schedule_id: feed.scheduleId,
        token_hash: hash,
        created_at: feed.createdAt,
      })
      .execute();
  }

  /** @returns the one that was there, of that owner; null = there is none */
  async remove(tx: Tx, userId: string, id: string): Promise<Feed | null> {
    const row = await tx
      .deleteFrom('calendar_feeds')
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .returning(COLUMNS)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Notes that it was read. */
  async touch(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.updateTable('calendar_feeds').set({ last_read_at: at }).where('id', '=', id).execute();
  }
}

function fromRow(row: FeedRow): Feed {
  return {
    id: row.id,
    userId: row.user_id,
    scheduleId: row.schedule_id,
    createdAt: row.created_at,
    lastReadAt: row.last_read_at,
  };
}
