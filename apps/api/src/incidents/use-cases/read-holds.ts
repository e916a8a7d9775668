import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { HoldsRepository } from '../db/holds.repository.js';
import { presentHold, type Hold, type LastHold } from '../domain/maintenance.js';

/** What maintenance keeps people from being paged about. */
@Injectable()
export class ReadHolds {
  constructor(private readonly holds: HoldsRepository) {}

  /** @returns what holds now, by incident */
  async execute(tx: Tx, incidentIds: readonly string[]): Promise<ReadonlyMap<string, Hold>> {
    const last = await this.last(tx, incidentIds);
    return new Map(
      [...last].flatMap(([id, one]) => {
        const hold = presentHold(one);
        return hold ? [[id, hold] as const] : [];
      }),
    );
  }

  /** @returns the newest by incident, also where it is over */
  last(tx: Tx, incidentIds: readonly string[]): Promise<ReadonlyMap<string, LastHold>> {
    return this.holds.last(tx, incidentIds);
  }
}
