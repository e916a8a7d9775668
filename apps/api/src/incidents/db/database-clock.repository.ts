import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';

/** The clock by which incidents begin and end, whichever process is told of them. */
@Injectable()
export class DatabaseClock {
  now(tx: Tx): Promise<Date> {
    return databaseNow(tx);
  }
}
