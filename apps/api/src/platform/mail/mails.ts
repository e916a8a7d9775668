import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { EncryptedJson } from '../db/encrypted-json.js';
import { agreesWith } from '../db/database-clock.js';
import type { Tx } from '../db/tx.js';
import { newId } from '../kernel/ids.js';
import type { Mail } from '../kernel/mail.js';
import { Mailer } from './mailer.js';

export type MailEnd = 'sent' | 'refused' | 'expired' | 'withdrawn';

interface MailsTable {
  id: string;
  about: string | null;
  content: Buffer | null;
  expires_at: Date;
  attempts: number;
  next_try_at: Date;
  last_error: string | null;
  outcome: MailEnd | null;
  ended_at: Date | null;
}

declare module '../db/schema.js' {
  interface Schema {
    mails: MailsTable;
  }
}

/** A mail that is this process's to send, until somebody else claims it. */
export interface ClaimedMail {
  readonly id: string;
  /** how many times it was claimed, this time included */
  readonly attempts: number;
  /** null = it cannot be read any more: it was written under another secret */
  readonly mail: Mail | null;
  readonly expired: boolean;
}

/** Whoever promised a mail sends it at once; what is left after this is the worker's. */
const HEAD_START = sql.lit('60 seconds');
/** Longer than a try may take however slow the mail server is, so that a mail is sent twice only when its sender died. */
const CLAIM = sql.lit('5 minutes');
const MAX_ERROR_LENGTH = 500;

/** Mails that were promised, as rows. */
@Injectable()
export class Mails {
  constructor(
    private readonly encrypted: EncryptedJson,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Promises a mail with the transaction that makes it due. Whoever promised it sends it with `SendMails.now` after the commit; if
   * they die before, the worker does.
   * @param about what its link opens, to withdraw it by
   * @param expiresAt from when on it would be of no use to its reader
   * @returns its id; null when no mail server is set up, and nothing is promised
   */
  async promise(
    tx: Tx,
    mail: Mail,
    { about, expiresAt }: { about: string; expiresAt: Date },
  ): Promise<string | null> {
    if (!this.mailer.isSetUp) return null;
    const id = newId();
    const content = this.encrypted.encrypt('mails', id, mail);
    await sql`insert into mails (id, about, content, expires_at, next_try_at)
      values (${id}, ${about}, ${content}, ${expiresAt}, leitstand_now() + ${HEAD_START}::interval)`.execute(
      tx,
    );
    return id;
  }

  /** Ends what was promised about something in the territories of `tx` and waits to be sent: its link opens nothing any more. One that is being sent right now still goes out. */
  async withdraw(tx: Tx, about: string): Promise<void> {
    await sql`select leitstand_withdraw_mails(${about})`.execute(tx);
  }

  /** Claims one mail that nobody has tried yet. */
  async claimNew(tx: Tx, id: string): Promise<ClaimedMail | null> {
    return (await this.claim(tx, sql`id = ${id} and attempts = 0`, 1))[0] ?? null;
  }

  /** Claims mails that are due, the longest waiting first. */
  claimDue(tx: Tx, limit: number): Promise<ClaimedMail[]> {
    return this.claim(tx, sql`next_try_at <= leitstand_now()`, limit);
  }

  private async claim(
    tx: Tx,
    which: ReturnType<typeof sql>,
    limit: number,
  ): Promise<ClaimedMail[]> {
    const { rows } = await sql<{
      id: string;
      content: Buffer;
      attempts: number;
      expired: boolean;
    }>`update mails set attempts = attempts + 1, next_try_at = leitstand_now() + ${CLAIM}::interval
        where id in (select id from mails where outcome is null and ${which}
                      order by next_try_at limit ${limit} for update skip locked)
      returning id, content, attempts, expires_at <= leitstand_now() as expired`.execute(tx);
    return rows.map(({ id, content, ...claim }) => ({
      id,
      ...claim,
      mail: (this.encrypted.decrypt('mails', id, content) as Mail | undefined) ?? null,
    }));
  }

  /** Records the end of a mail; what was in it goes. Without effect when somebody else has claimed it since. */
  async end(
    tx: Tx,
    { id, attempts }: ClaimedMail,
    outcome: MailEnd,
    error: string | null,
  ): Promise<void> {
    await sql`update mails set outcome = ${outcome}, ended_at = leitstand_now(), content = null, last_error = ${cut(error)}
      where id = ${id} and attempts = ${attempts} and outcome is null`.execute(tx);
  }

  /** Records that a mail is to be tried again. @param wait milliseconds until then */
  async postpone(
    tx: Tx,
    { id, attempts }: ClaimedMail,
    wait: number,
    error: string,
  ): Promise<void> {
    await sql`update mails set last_error = ${cut(error)},
        next_try_at = least(expires_at, leitstand_now() + make_interval(secs => ${wait / 1000}::float8))
      where id = ${id} and attempts = ${attempts} and outcome is null`.execute(tx);
  }

  /** Since when the oldest mail waits, in seconds; 0 when none does. */
  async oldestWaiting(tx: Tx): Promise<number> {
    const { rows } = await sql<{ seconds: number }>`select
      coalesce(extract(epoch from leitstand_now() - min(created_at)), 0)::float8 as seconds from mails where outcome is null`.execute(
      tx,
    );
    return rows[0]?.seconds ?? 0;
  }

  /** Forgets mails that ended a month ago: a day's at most, and none while the database's clock and ours (`own`) do not agree. */
  async prune(tx: Tx, own: Date): Promise<void> {
    await sql`delete from mails where ${agreesWith(own)}
      and ended_at < (select least(leitstand_now() - interval '30 days', min(ended_at) + interval '1 day') from mails)`.execute(
      tx,
    );
  }
}

function cut(error: string | null): string | null {
  return error?.slice(0, MAX_ERROR_LENGTH) ?? null;
}
