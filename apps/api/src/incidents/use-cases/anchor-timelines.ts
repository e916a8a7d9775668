import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { someAtATime } from '../../platform/background/some-at-a-time.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { nameOf } from '../domain/incident.js';

const AT_ONCE = 200;

/**
 * Puts the heads of timelines that went on into the audit trail. What happens by itself is written to timelines only, since the trail lets
 * one writer in at a time; from here on it cannot be changed unseen either.
 */
@Injectable()
export class AnchorTimelines {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
  ) {}

  /** @returns how many timelines */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    return someAtATime(AT_ONCE, stopping, () => this.unit.run(scope, (write) => this.some(write)));
  }

  private async some(write: Write): Promise<number> {
    const due = await this.incidents.lockUnanchored(write.tx, AT_ONCE);
    if (due.length === 0) return 0;
    await this.incidents.anchored(
      write.tx,
      due.map(({ id }) => id),
    );
    for (const territory of new Set(due.map((one) => one.territory))) {
      const own = due.filter((one) => one.territory === territory);
      write.record({
        action: 'incident.timelines-anchored',
        target: null,
        territory,
        after: {
          heads: own.map((one) => ({
            name: nameOf(one),
            id: one.id,
            seq: one.seq,
            hash: one.hash,
          })),
        },
      });
    }
    return due.length;
  }
}
