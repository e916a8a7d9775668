import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { Database } from '../db/database.js';
import { Clock } from '../kernel/clock.js';
import { systemScope } from '../kernel/scope.js';

/** The worker says that it lives, and what time it believes it is, where the API can read it. */
@Injectable()
@BackgroundTask({ name: 'health.heartbeat', every: 3000 })
export class HeartbeatTicker implements Task {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

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
  }
}
