import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { systemScope } from '../kernel/scope.js';
import { ThisProcess } from './this-process.js';

/** A worker that was silent for so long is gone, and the next one does its work. */
const GONE_SECONDS = 30;

export type TaskMark = 'completed' | 'failed';

const MARK = /^task (\S+) (completed|failed) (.+)$/;

/**
 * When each task last ended well and when it last failed in each process, kept among the signs of life, so that every process can tell: that
 * it goes well in one worker is not to hide that it fails in another.
 */
@Injectable()
export class TaskMarks {
  constructor(
    private readonly database: Database,
    private readonly own: ThisProcess,
  ) {}

  /** Never fails: a mark that is missing is set by a later run. */
  async set(task: string, mark: TaskMark): Promise<void> {
    await this.database
      .transaction(systemScope('background', []), (tx) =>
        tx
          .insertInto('heartbeats')
          .values({ process: `task ${task} ${mark} ${this.own.name}` })
          .onConflict((oc) =>
            oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('leitstand_now') }),
          )
          .execute(),
      )
      .catch(() => undefined);
  }

  /**
   * @returns names of the tasks whose last run failed in some process, less than an hour ago: one that is gone since then fails no more, and
   * neither does a process that is known to be gone
   */
  async failing(tx: Tx): Promise<string[]> {
    const { rows } = await sql<{ process: string; at: number }>`
      select process, extract(epoch from at)::float8 as at from heartbeats mark
       where process like 'task %' and at > leitstand_now() - interval '1 hour'
         and not exists (select from heartbeats worker where worker.process = 'worker ' || split_part(mark.process, ' ', 4)
           || ' ' || split_part(mark.process, ' ', 5) and worker.at < leitstand_now() - make_interval(secs => ${GONE_SECONDS}))
       order by process`.execute(tx);
    const last = new Map<string, { task: string; completed: number; failed: number }>();
    for (const { process: kept, at } of rows) {
      const [, task = '', outcome, where] = MARK.exec(kept) ?? [];
      const key = `${task} ${where}`;
      const known = last.get(key) ?? { task, completed: 0, failed: 0 };
      last.set(key, { ...known, [outcome as TaskMark]: at });
    }
    const failing = [...last.values()].filter(({ failed, completed }) => failed > completed);
    return [...new Set(failing.map(({ task }) => task))];
  }
}
