import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import './tables.js';

/** Failed sign-ins of one account in a quarter of an hour that is over. */
export interface FailureSum {
  readonly account: string;
  readonly quarter: Date;
  readonly failures: number;
}

const QUARTER = sql`date_bin('15 minutes', leitstand_now(), timestamptz '2000-01-01')`;

/** All methods need the actor `system:access`. */
@Injectable()
export class SignInFailuresRepository {
  /** Counts one. @returns whether it is the first of its account in this quarter of an hour */
  async add(tx: Tx, account: string): Promise<boolean> {
    const { rows } = await sql<{ failures: number }>`
      insert into sign_in_failures (account, quarter) values (${account}, ${QUARTER})
      on conflict (account, quarter) do update set failures = sign_in_failures.failures + 1
      returning failures`.execute(tx);
    return rows[0]?.failures === 1;
  }

  /** Takes out what belongs to quarters that are over, oldest first. */
  async takeEnded(tx: Tx, limit: number): Promise<FailureSum[]> {
    const { rows } = await sql<FailureSum>`
      delete from sign_in_failures where (account, quarter) in (
        select account, quarter from sign_in_failures where quarter < ${QUARTER}
         order by quarter, account limit ${limit} for update skip locked)
      returning account, quarter, failures`.execute(tx);
    return rows;
  }
}
