import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';

/** The worker says that it lives, where the API can read it. */
@Injectable()
@BackgroundTask({ name: 'health.heartbeat', every: 3000 })
export class HeartbeatTicker implements Task {
  constructor(private readonly database: Database) {}

  async run(): Promise<void> {
    await this.database.transaction(systemScope('heartbeat', []), (tx) =>
      tx
        .insertInto('heartbeats')
        .values({ process: 'worker' })
        .onConflict((oc) =>
          oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('leitstand_now') }),
        )
        .execute(),
    );
  }
}
