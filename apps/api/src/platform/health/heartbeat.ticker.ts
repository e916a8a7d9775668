import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';

const TICK_MS = 3000;

/** The worker says that it lives, where the API can read it. */
@Injectable()
export class HeartbeatTicker {
  constructor(private readonly database: Database) {}

  @Interval(TICK_MS)
  async beat(): Promise<void> {
    await this.database
      .transaction(systemScope('heartbeat', []), (tx) =>
        tx
          .insertInto('heartbeats')
          .values({ process: 'worker' })
          .onConflict((oc) => oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('clock_timestamp') }))
          .execute(),
      )
      .catch(() => undefined); // a database that is away shows on the status board; the next tick tries again
  }
}
