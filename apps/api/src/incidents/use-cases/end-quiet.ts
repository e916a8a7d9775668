import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { someAtATime } from '../../platform/background/some-at-a-time.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { quieted } from '../domain/transitions.js';
import { KeepIncident } from './keep-incident.js';

const AT_ONCE = 100;

/** Resolves incidents that went off and on, once they have been quiet for long enough. Any number of workers may run it. */
@Injectable()
export class EndQuiet {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
    private readonly alerts: AlertsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /** @returns how many were resolved */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    return someAtATime(AT_ONCE, stopping, () =>
      this.unit.run(scope, (write) => this.some(write, scope.actor)),
    );
  }

  private async some(write: Write, by: Actor): Promise<number> {
    write.unrecorded('what happens by itself stands in the timelines of incidents');
    const { tx } = write;
    const ids = await this.incidents.quietIds(tx, AT_ONCE);
    const now = await databaseNow(tx);
    const open = await this.alerts.countOpen(tx, ids);
    let ended = 0;
    for (const incident of await this.incidents.lockAll(tx, ids)) {
      const quiet = open.has(incident.id) ? null : quieted(incident, by, now);
      if (!quiet?.event) continue;
      const entries = [{ kind: quiet.kind, actor: by, data: { automatic: true } }];
      const change = { incident: quiet.incident, entries, events: [quiet.event] };
      await this.keep.within(write, change, now);
      ended += 1;
    }
    return ended;
  }
}
