import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

/** Ids of those who still have to acknowledge an incident although somebody did. */
export type FindAwaited = (tx: Tx, incidentId: string) => Promise<readonly string[]>;

/** Whose own acknowledgement is wanted besides the first: the room downstream that pages registers it, so that incidents need not know it. */
@Injectable()
export class ReadAwaited {
  private find: FindAwaited = () => Promise.resolve([]);

  register(find: FindAwaited): void {
    this.find = find;
  }

  execute(tx: Tx, incidentId: string): Promise<readonly string[]> {
    return this.find(tx, incidentId);
  }
}
