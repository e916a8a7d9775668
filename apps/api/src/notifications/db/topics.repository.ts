import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Topic, TopicOwner } from '../domain/topic.js';

interface NotificationTopicsTable {
  id: string;
  territory: string | null;
  user_id: string | null;
  epoch: Generated<number>;
  open: Generated<boolean>;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    notification_topics: NotificationTopicsTable;
  }
}

/** Topics. What a scope may not see does not exist for it. */
@Injectable()
export class TopicsRepository {
  private readonly keeping = new Prepared<
    [
      ids: readonly string[],
      territories: readonly (string | null)[],
      users: readonly (string | null)[],
    ],
    unknown
  >(
    'leitstand-keep-topics',
    (ids, territories, users) => sql`insert into notification_topics as t (id, territory, user_id)
      select * from unnest(${ids}::uuid[], ${territories}::text[], ${users}::uuid[])
      on conflict (id) do update set open = true, epoch = t.epoch + 1 where not t.open`,
  );

  /** Adds open topics, or reopens those that were closed, whose epoch then grows; those that are open stay as they are. */
  async keep(tx: Tx, topics: readonly ({ readonly id: string } & TopicOwner)[]): Promise<void> {
    if (topics.length === 0) return;
    await this.keeping.rows(
      tx,
      topics.map(({ id }) => id),
      topics.map((one) => ('territory' in one ? one.territory : null)),
      topics.map((one) => ('userId' in one ? one.userId : null)),
    );
  }

  /** @returns those of them that there are */
  async raiseEpochs(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ id: string }>`update notification_topics set epoch = epoch + 1
      where id = any (${ids}::uuid[]) returning id`.execute(tx);
    return new Set(rows.map(({ id }) => id));
  }

  /** @returns those of them that there are */
  async close(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ id: string }>`update notification_topics set open = false
      where id = any (${ids}::uuid[]) returning id`.execute(tx);
    return new Set(rows.map(({ id }) => id));
  }

  private readonly finding = new Prepared<[ids: readonly string[]], Topic>(
    'leitstand-find-topics',
    (ids) =>
      sql`select id, territory, epoch from notification_topics where id = any (${ids}::uuid[])`,
  );

  async find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Topic>> {
    const rows = await this.finding.rows(tx, ids);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
