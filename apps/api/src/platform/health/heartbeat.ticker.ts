import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { ThisProcess } from '../background/this-process.js';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { Clock } from '../kernel/clock.js';
import { systemScope } from '../kernel/scope.js';

const SILENT_MS = 10_000;

/**
 * A worker says that it lives, each for itself, and what time it believes it is, where the API can read it. Three beats that fail, and it is not
 * ready.
 */
@Injectable()
@BackgroundTask({ name: 'health.heartbeat', every: 3000 })
export class HeartbeatTicker implements Task {
  private beat = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly own: ThisProcess,
  ) {}

  /** Whether others can see that this process is at work. */
  get isHeard(): boolean {
    return performance.now() - this.beat < SILENT_MS;
  }

  async run(): Promise<void> {
    await this.database.transaction(systemScope('heartbeat', []), async (tx) => {
      if (this.beat === -Infinity) await this.forget(tx);
      const clock = this.clock.now();
      await tx
        .insertInto('heartbeats')
        .values({ process: `worker ${this.own.name}`, clock })
        .onConflict((oc) =>
          oc.column('process').doUpdateSet({ clock, at: (eb) => eb.fn<Date>('leitstand_now') }),
        )
        .execute();
    });
    this.beat = performance.now();
  }

  /** Each start leaves a sign of its own: those are left out that nobody looks at any more. One that lives says it again. */
  private async forget(tx: Tx): Promise<void> {
    await tx
      .deleteFrom('heartbeats')
      .where((eb) => eb.or([eb('process', 'like', 'worker %'), eb('process', 'like', 'task %')]))
      .where('at', '<', sql<Date>`leitstand_now() - interval '1 hour'`)
      .execute();
  }
}
