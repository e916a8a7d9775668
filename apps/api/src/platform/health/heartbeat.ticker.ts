import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { Database } from '../db/database.js';
import { Clock } from '../kernel/clock.js';
import { systemScope } from '../kernel/scope.js';

const SILENT_MS = 10_000;

/**
 * The worker says that it lives, and what time it believes it is, where the API can read it. Three beats that fail, and it is not
 * ready.
 */
@Injectable()
@BackgroundTask({ name: 'health.heartbeat', every: 3000 })
export class HeartbeatTicker implements Task {
  private beat = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Whether others can see that this process is at work. */
  get isHeard(): boolean {
    return performance.now() - this.beat < SILENT_MS;
  }

  async run(): Promise<void> {
    const clock = this.clock.now();
    await this.database.transaction(systemScope('heartbeat', []), (tx) =>
      tx
        .insertInto('heartbeats')
        .values({ process: 'worker', clock })
        .onConflict((oc) =>
          oc.column('process').doUpdateSet({ clock, at: (eb) => eb.fn<Date>('leitstand_now') }),
        )
        .execute(),
    );
    this.beat = performance.now();
  }
}
