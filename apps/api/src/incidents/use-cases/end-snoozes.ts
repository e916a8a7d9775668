import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { someAtATime } from '../../platform/background/some-at-a-time.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { unsnoozed } from '../domain/snooze.js';
import { KeepIncident } from './keep-incident.js';

const AT_ONCE = 100;

/** Wakes incidents that slept for as long as they were to. Any number of workers may run it. */
@Injectable()
export class EndSnoozes {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /** @returns how many sleep no more */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    return someAtATime(AT_ONCE, stopping, () =>
      this.unit.run(scope, (write) => this.some(write, scope.actor)),
    );
  }

  private async some(write: Write, by: Actor): Promise<number> {
    write.unrecorded('what happens by itself stands in the timelines of incidents');
    const { tx } = write;
    const ids = await this.incidents.sleptIds(tx, AT_ONCE);
    const now = await databaseNow(tx);
    let ended = 0;
    for (const incident of await this.incidents.lockAll(tx, ids)) {
      const woken = unsnoozed(incident, now);
      if (!woken) continue;
      const entries = [{ kind: woken.kind, actor: by, data: { because: 'time' } }];
      await this.keep.within(
        write,
        { incident: woken.incident, entries, events: [woken.event] },
        now,
      );
      ended += 1;
    }
    return ended;
  }
}
