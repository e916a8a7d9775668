import { Injectable } from '@nestjs/common';
import { personBehind } from '../../access/domain/principal.js';
import { ReadOnCall } from '../../oncall/use-cases/read-on-call.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HandoversRepository } from '../db/handovers.repository.js';
import { waitingFor, type HandoverNote } from '../domain/handover.js';

const MOST = 500;

/** Notes that wait for me: left by others on schedules by which I am on call now. */
@Injectable()
export class ListOwnHandovers {
  constructor(
    private readonly database: DatabaseReader,
    private readonly handovers: HandoversRepository,
    private readonly onCall: ReadOnCall,
    private readonly clock: Clock,
  ) {}

  /** @returns oldest first; none for a token that is nobody's */
  execute(scope: Scope): Promise<HandoverNote[]> {
    const userId = personBehind(scope);
    if (userId === null) return Promise.resolve([]);
    return this.database.read(scope, async (tx) => {
      const notes = await this.handovers.waiting(tx, MOST);
      const slugs = [...new Set(notes.map(({ schedule }) => schedule.slug))];
      if (slugs.length === 0) return [];
      return waitingFor(notes, userId, await this.onCall.execute(tx, slugs, this.clock.now()));
    });
  }
}
