import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import { EncryptedJson } from '../../platform/db/encrypted-json.js';
import { columns, rowsOf } from '../../platform/db/json-rows.js';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import { IS_ARMED } from './armed-consoles.repository.js';
import { SEALED_WAYS, type SealedWay } from './contact-methods.repository.js';
import type { MethodKind } from '#contract';
import type { ClaimedNotification } from '../domain/claimed.js';
import type {
  AttemptEnd,
  CancelReason,
  ClaimFacts,
  NextStep,
  NotificationKind,
  Urgency,
} from '../domain/notification.js';

interface NotificationsTable {
  id: string;
  topic_id: string;
  territory: string | null;
  epoch: number;
  kind: NotificationKind;
  urgency: Urgency;
  run_id: string | null;
  loop: number | null;
  step: number | null;
  user_id: string;
  method_id: string;
  state: Generated<string>;
  due_at: Date;
  next_at: Date;
  useless_at: Date | null;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    notifications: NotificationsTable;
  }
}

/** A notification as it is added: everything else follows from what is done with it. */
export type NewRow = Omit<NotificationsTable, 'state' | 'next_at'>;

/** What was found due, and what decides whether it may start; `attempt` is the one before. */
export interface DueNotification extends ClaimedNotification {
  readonly facts: ClaimFacts;
  /** whether the attempt before ended without a word */
  readonly wasLeased: boolean;
  /** whether a console rings for its reader now */
  readonly isArmed: boolean;
}

/** What became of an attempt. */
export interface Settled {
  readonly notification: ClaimedNotification;
  readonly next: NextStep;
  readonly what: AttemptEnd;
  /** what the server said; null = it took it */
  readonly detail: string | null;
  /** whether the way leads nowhere any more */
  readonly isGone: boolean;
}

/** How long a claim holds unless it is renewed. */
const LEASE = sql.lit('10 seconds');
const DUE = sql`n.ended_at is null and n.next_at <= (select leitstand_now())`;
/** So many more are looked at than are wanted, since others may have some locked. */
const LOCKED_BY_OTHERS = 40;
/** Since when it counts as waiting. */
const SINCE = sql`case m.kind when 'mail' then n.due_at else n.next_at end`;
const MAX_DETAIL = 500;

const COLUMNS = [
  'id',
  'topic_id',
  'territory',
  'epoch',
  'kind',
  'urgency',
  'run_id',
  'loop',
  'step',
  'user_id',
  'method_id',
  'due_at',
  'next_at',
  'useless_at',
] as const satisfies readonly (keyof NotificationsTable)[];

@Injectable()
export class NotificationsRepository {
  constructor(private readonly sealer: EncryptedJson) {}

  private readonly adding = new Prepared<[rows: string], unknown>(
    'leitstand-add-notifications',
    (rows) => sql`insert into notifications (${columns(COLUMNS)})
      select ${columns(COLUMNS)} from ${rowsOf('notifications', rows)}`,
  );

  /** @throws the driver's error when one was asked for already by the same step of the same run */
  async add(tx: Tx, rows: readonly NewRow[]): Promise<void> {
    if (rows.length === 0) return;
    const json = JSON.stringify(rows.map((row) => ({ ...row, next_at: row.due_at })));
    await this.adding.rows(tx, json);
  }

  private readonly lockingDue = new Prepared<[limit: number, most: number | null], DueRow>(
    null,
    (limit, most) => sql`
      select n.id, n.topic_id, n.territory, n.kind, n.epoch, n.run_id, n.user_id, n.method_id, n.due_at, n.attempt,
             n.state = 'leased' as was_leased,
             exists (select from notification_attempts a where a.notification_id = n.id and a.what = 'lost') as may_repeat, coalesce(n.useless_at <= (select leitstand_now()), false) as expired,
             t.epoch as topic_epoch, t.open as topic_open, u.disabled_at is null as active, u.locale,
             leitstand_zone_of(u.id, array[n.territory]) as time_zone,
             m.kind as by, exists (select from armed_consoles c where c.user_id = n.user_id and ${IS_ARMED}) as armed,
             case m.kind when 'mail' then coalesce(m.address, u.email) end as address, m.sealed, m.verified_at is not null as verified, m.removed_at is not null as removed
        from notifications n join notification_topics t on t.id = n.topic_id
        join lateral (select * from contact_methods where id = n.method_id offset 0) m on true join users u on u.id = n.user_id
       where n.id = any (array(select n.id from notifications n where ${DUE} order by n.urgency, n.next_at, n.id limit ${most}))
         and ${DUE} order by n.urgency, n.next_at, n.id limit ${limit}
         for update of n skip locked for share of t skip locked`,
  );

  /**
   * What is due, locked together with its topic, so that none of them is acknowledged before the claim is committed. What others have
   * locked is left for the next look: they claim it, or their acknowledgement decides on it. However many are due, only the first of them
   * are looked at, and all where others have each of those.
   */
  async lockDue(tx: Tx, limit: number): Promise<DueNotification[]> {
    const first = await this.lockingDue.rows(tx, limit, limit + LOCKED_BY_OTHERS);
    const rows = first.length > 0 ? first : await this.lockingDue.rows(tx, limit, null);
    return rows.map((row) => fromRow(row, this.to(row)));
  }

  /** Where it goes; undefined = it cannot be opened, null = nothing is sent there. */
  private to({ method_id: id, address, sealed }: DueRow): unknown {
    if (sealed === null) return address;
    return (this.sealer.decrypt(SEALED_WAYS, id, sealed) as SealedWay | undefined)?.to;
  }

  /** Puts on record that attempts ended without a word: whoever made them died, and whether they were sent nobody knows. */
  async recordLost(tx: Tx, lost: readonly DueNotification[]): Promise<void> {
    const ids = lost.map(({ id }) => id);
    if (ids.length > 0)
      await sql`insert into notification_attempts (notification_id, attempt, what)
        select id, attempt, 'lost' from notifications where id = any (${ids}::uuid[])`.execute(tx);
  }

  private readonly leasing = new Prepared<[ids: readonly string[]], unknown>(
    null,
    (
      ids,
    ) => sql`with taken as (update notifications set state = 'leased', attempt = attempt + 1, next_at = leitstand_now() + ${LEASE}::interval
          where id = any (${ids}::uuid[]) returning id, attempt)
        insert into notification_attempts (notification_id, attempt, what) select id, attempt, 'started' from taken`,
  );

  /** Takes what was locked for the length of a lease; each counts as an attempt. */
  async lease(tx: Tx, due: readonly DueNotification[]): Promise<void> {
    if (due.length === 0) return;
    await this.leasing.rows(
      tx,
      due.map(({ id }) => id),
    );
  }

  /** Keeps a claim for another length of a lease. */
  async renew(tx: Tx, { id, attempt }: ClaimedNotification): Promise<void> {
    await sql`update notifications set next_at = leitstand_now() + ${LEASE}::interval
      where id = ${id} and attempt = ${attempt} and state = 'leased'`.execute(tx);
  }

  private readonly recording = new Prepared<[rows: string], unknown>(
    'leitstand-record-attempts',
    (rows) => sql`insert into notification_attempts (notification_id, attempt, what, detail)
      select id, attempt, what, detail from json_to_recordset(${rows}::json) as r (id uuid, attempt integer, what text, detail text)`,
  );
  private readonly settling = new Prepared<[rows: string, ids: readonly string[]], unknown>(
    null,
    (rows, ids) => sql`update notifications as n set state = r.state,
        next_at = case when r.wait is null then n.next_at else leitstand_now() + make_interval(secs => r.wait) end,
        ended_at = case when r.wait is null then leitstand_now() end
      from json_to_recordset(${rows}::json) as r (id uuid, attempt integer, state text, wait float8)
      where n.id = r.id and n.id = any (${ids}::uuid[]) and n.attempt = r.attempt and n.state = 'leased'`,
  );

  /** Records what becomes of notifications; without effect on those that somebody else has claimed since. What was tried stays on record in any case. */
  async settle(tx: Tx, settled: readonly Settled[]): Promise<void> {
    const rows = settled.map(({ notification: { id, attempt }, next, what, detail }) => ({
      id,
      attempt,
      what,
      detail: detail?.slice(0, MAX_DETAIL) ?? null,
      state: next.state,
      wait: next.state === 'retry_wait' ? next.wait / 1000 : null,
    }));
    const json = JSON.stringify(rows);
    const ids = rows.map(({ id }) => id);
    await this.recording.rows(tx, json);
    await this.settling.rows(tx, json, ids);
  }

  /** Ends what is not to be sent. */
  async cancel(
    tx: Tx,
    { id, attempt }: { readonly id: string; readonly attempt: number },
    reason: CancelReason,
  ): Promise<void> {
    await sql`update notifications set state = 'cancelled', reason = ${reason}, ended_at = leitstand_now()
      where id = ${id} and attempt = ${attempt} and ended_at is null`.execute(tx);
  }

  /** Ends those of one person, who answered: what was taken by a server is seen, the rest is not sent. @returns how many, and where they belong */
  async answered(
    tx: Tx,
    asked: {
      readonly topicId: string;
      readonly userId: string;
      readonly kind: NotificationKind;
      readonly runId: string | 'any' | null;
    },
  ): Promise<{ readonly count: number; readonly territory: string | null }> {
    const { topicId, userId, kind, runId } = asked;
    const ofRun = runId === 'any' ? sql`true` : sql`run_id is not distinct from ${runId}::uuid`;
    const { rows } = await sql<{ territory: string | null }>`
      update notifications set ended_at = coalesce(ended_at, leitstand_now()),
          state = case when ended_at is null then 'cancelled' else 'seen' end,
          reason = case when ended_at is null then 'answered' end
        where topic_id = ${topicId} and user_id = ${userId} and kind = ${kind}
          and ${ofRun} and state not in ('cancelled', 'seen')
        returning territory`.execute(tx);
    return { count: rows.length, territory: rows[0]?.territory ?? null };
  }

  /** How many messages of a kind somebody asked for within the last hour. */
  async lastHour(tx: Tx, userId: string, kind: NotificationKind): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from notifications
      where user_id = ${userId} and kind = ${kind} and created_at > leitstand_now() - interval '1 hour'`.execute(
      tx,
    );
    return rows[0]?.count ?? 0;
  }

  private readonly findingOldest = new Prepared<[], { readonly seconds: number }>(
    null,
    () => sql`select coalesce(extract(epoch from (select leitstand_now()) - min(${SINCE})), 0)::float8 as seconds
        from notifications n join contact_methods m on m.id = n.method_id
        where n.ended_at is null and ${SINCE} <= (select leitstand_now()) and m.kind <> 'browser'`,
  );

  /**
   * For how long the oldest notification has been due that nobody has taken, in seconds; 0 when there is none. Consoles take none while they
   * are closed; a server of one person's own that takes none is theirs to mend, and counts by its next attempt.
   */
  async oldestDue(tx: Tx): Promise<number> {
    const [oldest] = await this.findingOldest.rows(tx);
    return oldest?.seconds ?? 0;
  }

  /**
   * For how long the oldest has waited that nobody takes, in seconds; 0 when there is none. A page by mail has waited since it was due, however
   * often its server did not take it: that server is everybody's. Anything else since its next attempt was: the server of one person is theirs.
   * What is being sent now, is over, or rings in a console, waits for nobody.
   */
  async oldestUntaken(tx: Tx): Promise<number> {
    const since = sql`case when n.kind = 'page' and m.kind = 'mail' then n.due_at else n.next_at end`;
    const { rows } = await sql<{
      seconds: number;
    }>`select coalesce(extract(epoch from (select leitstand_now()) - min(${since})), 0)::float8 as seconds
        from notifications n join contact_methods m on m.id = n.method_id join notification_topics t on t.id = n.topic_id
       where n.ended_at is null and m.kind <> 'browser' and ${since} <= (select leitstand_now())
         and (n.state <> 'leased' or n.next_at <= (select leitstand_now()))
         and (n.kind <> 'page' or (t.open and t.epoch = n.epoch))`.execute(tx);
    return rows[0]?.seconds ?? 0;
  }

  /** Whom a notification is for, and whether its link still opens something. @param life milliseconds after it was due */
  async linked(tx: Tx, id: string, runId: string, life: number): Promise<LinkedRow | null> {
    const { rows } = await sql<LinkedRow>`select topic_id as "topicId", user_id as "userId", epoch,
        due_at + make_interval(secs => ${life / 1000}::float8) > leitstand_now() as alive
      from notifications where id = ${id} and run_id = ${runId}`.execute(tx);
    return rows[0] ?? null;
  }
}

interface LinkedRow {
  readonly topicId: string;
  readonly userId: string;
  readonly epoch: number;
  readonly alive: boolean;
}

interface DueRow {
  id: string;
  topic_id: string;
  territory: string | null;
  kind: NotificationKind;
  epoch: number;
  run_id: string | null;
  user_id: string;
  method_id: string;
  due_at: Date;
  attempt: number;
  was_leased: boolean;
  may_repeat: boolean;
  expired: boolean;
  topic_epoch: number;
  topic_open: boolean;
  active: boolean;
  locale: 'de' | 'en' | null;
  time_zone: string | null;
  address: string | null;
  sealed: Buffer | null;
  verified: boolean;
  removed: boolean;
  by: MethodKind;
  armed: boolean;
}

function fromRow(row: DueRow, to: unknown): DueNotification {
  return {
    id: row.id,
    topicId: row.topic_id,
    territory: row.territory,
    kind: row.kind,
    runId: row.run_id,
    dueAt: row.due_at,
    attempt: row.attempt,
    wasLeased: row.was_leased,
    mayRepeat: row.may_repeat,
    by: row.by,
    isArmed: row.armed,
    userId: row.user_id,
    methodId: row.method_id,
    recipient: { to, locale: row.locale ?? 'en', timeZone: row.time_zone },
    facts: {
      kind: row.kind,
      epoch: row.epoch,
      topic: { epoch: row.topic_epoch, isOpen: row.topic_open },
      userIsActive: row.active,
      method: { isVerified: row.verified, isRemoved: row.removed },
      isExpired: row.expired,
    },
  };
}
