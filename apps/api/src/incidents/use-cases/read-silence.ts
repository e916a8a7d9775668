import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { isSilent, watchAt, type Awaited } from '../domain/silence.js';

/** Tells those that are silent for too long from the others, as whoever opens incidents about them does. */
@Injectable()
export class ReadSilence {
  constructor(private readonly heartbeats: HeartbeatsRepository) {}

  /** @param awaited what is expected of each; null = nothing. @returns for each whether it is silent now, in their order */
  async within(tx: Tx, awaited: readonly (Awaited | null)[]): Promise<boolean[]> {
    if (awaited.every((one) => one === null)) return awaited.map(() => false);
    const now = await databaseNow(tx);
    const last = await this.heartbeats.watch(tx);
    const watch = last ? watchAt(last, now) : { lookedAt: now, pauses: [] };
    return awaited.map((one) => one !== null && isSilent(one, watch, now));
  }
}
