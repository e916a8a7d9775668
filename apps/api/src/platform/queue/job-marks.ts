import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { systemScope } from '../kernel/scope.js';
import type { JobName } from './job-names.js';

export type JobOutcome = 'completed' | 'failed';

const markOf = (name: string, outcome: JobOutcome) => `job ${name} ${outcome}`;

/** When each job last ended well and when it last failed, kept among the signs of life, so that every process can tell. */
@Injectable()
export class JobMarks {
  constructor(private readonly database: Database) {}

  /** Never fails: a mark that is missing is set by the next run. */
  async set(name: JobName, outcome: JobOutcome): Promise<void> {
    await this.database
      .transaction(systemScope('queue', []), (tx) =>
        tx
          .insertInto('heartbeats')
          .values({ process: markOf(name, outcome) })
          .onConflict((oc) =>
            oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('clock_timestamp') }),
          )
          .execute(),
      )
      .catch(() => undefined);
  }

  /** @returns the jobs whose last run failed less than an hour ago; later the ticker behind the job has long done its work */
  async failing(tx: Tx, names: readonly JobName[]): Promise<JobName[]> {
    const marks = await tx
      .selectFrom('heartbeats')
      .select(['process', sql<number>`extract(epoch from at)::float8`.as('at')])
      .where('process', 'like', 'job %')
      .where('at', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
      .execute();
    const at = (name: JobName, outcome: JobOutcome) =>
      marks.find(({ process }) => process === markOf(name, outcome))?.at ?? 0;
    return names.filter((name) => at(name, 'failed') > at(name, 'completed'));
  }
}
