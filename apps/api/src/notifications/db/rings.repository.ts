import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import type { OpenNotification } from '../domain/own-page.js';

/** A notification by browser, and how far it came. */
export interface Ring {
  readonly topicId: string;
  readonly territory: string | null;
  readonly attempt: number;
  readonly state: string;
}

/** A notification that somebody says arrived. */
export interface SentNotification {
  readonly topicId: string;
  readonly territory: string | null;
  readonly userId: string;
  readonly attempt: number;
  /** whether there is nothing to prove any more */
  readonly isOver: boolean;
}

type At = Pick<ClaimedNotification, 'id' | 'attempt'>;

const BY_BROWSER = sql`exists (select from contact_methods m where m.id = n.method_id and m.kind = 'browser')`;
/** Who is still being paged after a day is paged anew every half hour. */
const RECENT = sql`n.created_at > leitstand_now() - interval '24 hours'`;

/** Notifications by browser: consoles are told by the event stream, and say themselves that they were heard. */
@Injectable()
export class RingsRepository {
  /** Nothing is tried until a console is armed, or a while has passed. @param wait milliseconds */
  async hold(tx: Tx, id: string, wait: number): Promise<void> {
    await sql`update notifications set state = 'held', next_at = ${after(wait)} where id = ${id}`.execute(
      tx,
    );
  }

  /** An attempt ended without a word of anybody. @param wait milliseconds until the next */
  async unanswered(tx: Tx, { id, attempt }: At, wait: number, detail: string): Promise<void> {
    await sql`insert into notification_attempts (notification_id, attempt, what, detail)
      values (${id}, ${attempt}, 'failed', ${detail})`.execute(tx);
    await sql`update notifications set state = 'retry_wait', next_at = ${after(wait)}
      where id = ${id} and ended_at is null`.execute(tx);
  }

  /** One of somebody's that consoles were told of; nobody else changes it until the transaction ends. */
  async lock(tx: Tx, userId: string, id: string): Promise<Ring | null> {
    const { rows } = await sql<Ring>`select n.topic_id as "topicId", n.territory, n.attempt, n.state
      from notifications n where n.id = ${id} and n.user_id = ${userId} and n.attempt > 0 and ${BY_BROWSER} for update`.execute(
      tx,
    );
    return rows[0] ?? null;
  }

  /** A notification that was handed to a server, by a way; nobody else changes it until the transaction ends. */
  async lockSent(tx: Tx, id: string, methodId: string): Promise<SentNotification | null> {
    const { rows } =
      await sql<SentNotification>`select n.topic_id as "topicId", n.territory, n.user_id as "userId", n.attempt,
        n.state in ('delivered', 'seen', 'cancelled') as "isOver"
      from notifications n where n.id = ${id} and n.method_id = ${methodId} and n.attempt > 0 for update`.execute(
        tx,
      );
    return rows[0] ?? null;
  }

  async delivered(tx: Tx, { id, attempt }: At): Promise<void> {
    await sql`insert into notification_attempts (notification_id, attempt, what) values (${id}, ${attempt}, 'delivered')`.execute(
      tx,
    );
    await sql`update notifications set state = 'delivered', ended_at = leitstand_now() where id = ${id}`.execute(
      tx,
    );
  }

  /** What waits for a console of somebody's is due now. @returns the topics of it */
  async release(tx: Tx, userId: string): Promise<string[]> {
    const { rows } = await sql<{
      topicId: string;
    }>`update notifications n set next_at = leitstand_now()
      where n.user_id = ${userId} and n.state in ('held', 'retry_wait') and n.ended_at is null and ${BY_BROWSER}
      returning n.topic_id as "topicId"`.execute(tx);
    return [...new Set(rows.map(({ topicId }) => topicId))];
  }

  /** What somebody is being paged about and nobody has acknowledged, what they are asked to help with and did not answer, and tests that nobody heard yet; newest first. */
  async open(tx: Tx, userId: string): Promise<OpenNotification[]> {
    const { rows } = await sql<OpenNotification>`
      select n.id, n.topic_id as "topicId", n.territory, n.kind, n.due_at as "dueAt", coalesce(u.locale, 'en') as locale,
             leitstand_zone_of(u.id, array[n.territory]) as "timeZone",
             m.kind = 'browser' and n.attempt > 0 as rings
        from notifications n join notification_topics t on t.id = n.topic_id
        join contact_methods m on m.id = n.method_id join users u on u.id = n.user_id
       where n.user_id = ${userId} and ${RECENT} and n.due_at <= leitstand_now() and n.state <> 'cancelled'
         and (n.kind = 'page' and t.open and t.epoch = n.epoch and n.state <> 'seen'
           or n.kind = 'responder_request' and t.open and n.state <> 'seen' and n.useless_at > leitstand_now()
           or n.kind = 'test' and m.kind = 'browser' and n.attempt > 0 and n.ended_at is null and n.useless_at > leitstand_now())
       order by n.due_at desc, n.id desc`.execute(tx);
    return rows;
  }

  /** Whom pages of these topics went to, by whichever way. */
  async paged(tx: Tx, topicIds: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{
      userId: string;
    }>`select distinct n.user_id as "userId" from notifications n
      where n.topic_id = any (${topicIds}::uuid[]) and n.kind in ('page', 'responder_request') and ${RECENT}`.execute(
      tx,
    );
    return rows.map(({ userId }) => userId);
  }
}

function after(ms: number) {
  return sql`leitstand_now() + make_interval(secs => ${ms / 1000}::float8)`;
}
