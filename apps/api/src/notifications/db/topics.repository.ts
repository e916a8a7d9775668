import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
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
  /** Adds an open topic, or reopens one that was closed, whose epoch then grows; one that is open stays as it is. */
  async keep(tx: Tx, id: string, owner: TopicOwner): Promise<void> {
    const territory = 'territory' in owner ? owner.territory : null;
    const userId = 'userId' in owner ? owner.userId : null;
    await sql`insert into notification_topics as t (id, territory, user_id) values (${id}, ${territory}, ${userId})
      on conflict (id) do update set open = true, epoch = t.epoch + 1 where not t.open`.execute(tx);
  }

  /** @returns whether there is one */
  async raiseEpoch(tx: Tx, id: string): Promise<boolean> {
    return changed(
      await sql`update notification_topics set epoch = epoch + 1 where id = ${id}`.execute(tx),
    );
  }

  /** @returns whether there is one */
  async close(tx: Tx, id: string): Promise<boolean> {
    return changed(
      await sql`update notification_topics set open = false where id = ${id}`.execute(tx),
    );
  }

  async find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Topic>> {
    const rows = await tx
      .selectFrom('notification_topics')
      .select(['id', 'territory', 'epoch'])
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function changed({ numAffectedRows = 0n }: { readonly numAffectedRows?: bigint }): boolean {
  return numAffectedRows > 0n;
}
