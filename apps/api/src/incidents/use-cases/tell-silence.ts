import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import { isOpenIncident, type Incident } from '../domain/incident.js';
import { isSilent } from '../domain/responder.js';
import { next } from '../domain/transitions.js';
import { KeepIncident } from './keep-incident.js';

const AT_ONCE = 100;

/** Tells whoever asked somebody to help that there is no answer. Any number of workers may run it. */
@Injectable()
export class TellSilence {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
    private readonly responders: RespondersRepository,
    private readonly notifications: QueueNotifications,
    private readonly keep: KeepIncident,
  ) {}

  async execute(stopping: AbortSignal): Promise<void> {
    const scope = await this.scopes.open('incidents');
    for (;;) {
      const found = await this.unit.run(scope, (write) => this.some(write));
      if (found < AT_ONCE || stopping.aborted) return;
    }
  }

  private async some(write: Write): Promise<number> {
    write.unrecorded('what happens by itself stands in the timelines of incidents');
    const { tx } = write;
    const ids = await this.responders.incidentsOfSilent(tx, AT_ONCE);
    for (const incident of await this.incidents.lockAll(tx, ids))
      if (isOpenIncident(incident)) await this.one(write, incident);
    return ids.length;
  }

  /** @param incident locked */
  private async one(write: Write, incident: Incident): Promise<void> {
    const { tx } = write;
    const { id, topicId, territory } = incident;
    const now = await databaseNow(tx);
    const all = await this.responders.ofIncident(tx, id);
    const silent = all.filter((responder) => isSilent(responder, now));
    if (silent.length === 0) return;
    for (const responder of silent)
      await this.responders.save(tx, territory, { ...responder, state: 'silent' });
    const askers = silent.flatMap(({ askedBy }) => (askedBy.kind === 'user' ? [askedBy.id] : []));
    await this.notifications.within(
      write,
      [...new Set(askers)].map((userId) => ({
        topicId,
        kind: 'status',
        userId,
        urgency: 'high',
        run: null,
        dueAt: now,
      })),
    );
    const people = silent.map(({ userId }) => ({ user: userId }));
    const entries = [{ kind: 'responder.silent', actor: write.scope.actor, data: { people } }];
    const change = { incident: next(incident, now, {}), entries, events: [incidentChanged] };
    await this.keep.within(write, change, now);
  }
}
