import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { PagerEpisode } from '../domain/watch-pager.js';

interface Row {
  readonly id: string;
  readonly told: number;
  readonly flapping: boolean;
  readonly since: number;
  readonly toldAt: number | null;
  readonly fineSince: number | null;
  readonly endedAt: number | null;
}

/**
 * The newest episode that the operators were told of. Its times are kept on the database's clock and handed out on that of whoever asks, by
 * their age: a process whose clock is wrong, or which loses the database meanwhile, goes on with them.
 */
@Injectable()
export class PagerWatchRepository {
  /** @param now on the clock of whoever asks */
  async read(tx: Tx, now: Date): Promise<PagerEpisode | null> {
    const { rows } = await sql<Row>`
      select id, told, flapping, ${age('since')} as since, ${age('told_at')} as "toldAt",
             ${age('fine_since')} as "fineSince", ${age('ended_at')} as "endedAt" from pager_watch`.execute(
      tx,
    );
    const [row] = rows;
    if (!row) return null;
    const time = (seconds: number | null) =>
      seconds === null ? null : new Date(now.getTime() - Math.round(seconds * 1000));
    return {
      id: row.id,
      told: row.told,
      flapping: row.flapping,
      since: time(row.since) ?? now,
      toldAt: time(row.toldAt),
      fineSince: time(row.fineSince),
      endedAt: time(row.endedAt),
    };
  }

  /** @param now as of `read` */
  async keep(tx: Tx, episode: PagerEpisode, now: Date): Promise<void> {
    const time = (at: Date | null) =>
      at === null
        ? sql`null::timestamptz`
        : sql`leitstand_now() - make_interval(secs => ${(now.getTime() - at.getTime()) / 1000}::float8)`;
    const { id, since, told, toldAt, fineSince, flapping, endedAt } = episode;
    await sql`insert into pager_watch (id, since, told, told_at, fine_since, flapping, ended_at)
      values (${id}, ${time(since)}, ${told}, ${time(toldAt)}, ${time(fineSince)}, ${flapping}, ${time(endedAt)})
      on conflict (only_one) do update set id = excluded.id, since = excluded.since, told = excluded.told, told_at = excluded.told_at,
        fine_since = excluded.fine_since, flapping = excluded.flapping, ended_at = excluded.ended_at`.execute(
      tx,
    );
  }
}

const age = (column: string) =>
  sql`extract(epoch from leitstand_now() - ${sql.ref(column)})::float8`;
