import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { systemScope } from '../kernel/scope.js';

export type TaskMark = 'completed' | 'failed';

const MARK = /^task (.+) (completed|failed)$/;

/** When each task last ended well and when it last failed, kept among the signs of life, so that every process can tell. */
@Injectable()
export class TaskMarks {
  constructor(private readonly database: Database) {}

  /** Never fails: a mark that is missing is set by a later run. */
  async set(task: string, mark: TaskMark): Promise<void> {
    await this.database
      .transaction(systemScope('background', []), (tx) =>
        tx
          .insertInto('heartbeats')
          .values({ process: `task ${task} ${mark}` })
          .onConflict((oc) =>
            oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('leitstand_now') }),
          )
          .execute(),
      )
      .catch(() => undefined);
  }

  /** @returns names of the tasks whose last run failed, less than an hour ago: one that is gone since then fails no more */
  async failing(tx: Tx): Promise<string[]> {
    const marks = await tx
      .selectFrom('heartbeats')
      .select(['process', sql<number>`extract(epoch from at)::float8`.as('at')])
      .where('process', 'like', 'task %')
      .where('at', '>', sql<Date>`leitstand_now() - interval '1 hour'`)
      .orderBy('process')
      .execute();
    const at = { completed: new Map<string, number>(), failed: new Map<string, number>() };
    for (const mark of marks) {
      const [, task = '', outcome] = MARK.exec(mark.process) ?? [];
      if (outcome) at[outcome as TaskMark].set(task, mark.at);
    }
    return [...at.failed]
      .filter(([task, failed]) => failed > (at.completed.get(task) ?? 0))
      .map(([task]) => task);
  }
}
