import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { ReadOnCall } from '../../oncall/use-cases/read-on-call.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict, invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import { isOpenIncident, nameOf, type Incident } from '../domain/incident.js';
import { asked } from '../domain/responder.js';
import { next } from '../domain/transitions.js';
import { KeepIncident } from './keep-incident.js';
import { MoveIncident } from './move-incident.js';

/** Who is to be asked: somebody by mail address, or whoever is on call by a schedule (a slug). */
export type Whom = { readonly user: string } | { readonly schedule: string };

/** Somebody is asked to help with an incident, and paged, whoever has it. */
@Injectable()
export class AskResponder {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly keep: KeepIncident,
    private readonly responders: RespondersRepository,
    private readonly people: FindPeople,
    private readonly onCall: ReadOnCall,
    private readonly notifications: QueueNotifications,
  ) {}

  /**
   * Whoever is being asked or helps already is not asked once more.
   * @param key id or number
   * @returns the incident as it is then
   * @throws DomainError `not-found`, `conflict` when it is over, `validation-failed` where nobody can be asked that way
   */
  execute(scope: Scope, key: string, whom: Whom): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key, whom));
  }

  private async within(write: Write, key: string, whom: Whom): Promise<Incident> {
    const { tx, scope } = write;
    const incident = await this.incidents.lock(write, key);
    const { id: incidentId, territory, topicId } = incident;
    if (!isOpenIncident(incident))
      throw conflict('resolved-already', `${nameOf(incident)} is resolved. Nobody is needed.`);
    const now = await databaseNow(tx);
    const person = await this.personOf(write, whom, now);
    const schedule = 'schedule' in whom ? whom.schedule : null;
    const request = { incidentId, userId: person.id, schedule, askedBy: scope.actor };
    const before = await this.responders.find(tx, incidentId, person.id);
    const responder = asked(before, request, now);
    if (!responder) return incident;
    await this.responders.save(tx, territory, responder);
    const [told] = await this.notifications.within(write, [
      {
        topicId,
        kind: 'responder_request',
        userId: person.id,
        urgency: 'high',
        run: null,
        dueAt: now,
      },
    ]);
    const people = [{ user: person.id, methods: told?.methods ?? 0 }];
    write.record({
      action: 'incident.responder-asked',
      target: { kind: 'incident', id: incidentId, name: nameOf(incident) },
      territory,
      after: { responder: person.name, schedule },
    });
    const entries = [{ kind: 'responder.asked', actor: scope.actor, data: { people, schedule } }];
    const change = { incident: next(incident, now, {}), entries, events: [incidentChanged] };
    return this.keep.within(write, change, now);
  }

  private async personOf({ tx }: Write, whom: Whom, now: Date) {
    if ('user' in whom) {
      const [found] = await this.people.execute(tx, { emails: [whom.user] });
      if (found && !found.disabled) return found;
      const message = `There is nobody "${whom.user}" with an active account.`;
      throw invalid([{ path: 'user', code: 'unknown-person', message }]);
    }
    const { schedule } = whom;
    const ids = (await this.onCall.execute(tx, [schedule], now)).get(schedule);
    if (!ids) {
      const message = `There is no schedule "${schedule}" that you may see.`;
      throw invalid([{ path: 'schedule', code: 'no-such-schedule', message }]);
    }
    const people = await this.people.execute(tx, { ids });
    const found = people.find(({ disabled }) => !disabled);
    if (found) return found;
    const message = `Nobody is on call by "${schedule}" now.`;
    throw invalid([{ path: 'schedule', code: 'nobody-on-call', message }]);
  }
}
