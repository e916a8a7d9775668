import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';

const TICK_MS = 3000;

/** The worker says that it lives, where the API can read it. */
@Injectable()
export class HeartbeatTicker {
  private beating = false;

  constructor(private readonly database: Database) {}

  /** One at a time: beats that wait for a database that hangs would pile up. */
  @Interval(TICK_MS)
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    await this.database
      .transaction(systemScope('heartbeat', []), (tx) =>
        tx
          .insertInto('heartbeats')
          .values({ process: 'worker' })
          .onConflict((oc) =>
            oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('clock_timestamp') }),
          )
          .execute(),
      )
      .catch(() => undefined) // a database that is away shows on the status board; the next tick tries again
      .finally(() => {
        this.beating = false;
      });
  }
}
