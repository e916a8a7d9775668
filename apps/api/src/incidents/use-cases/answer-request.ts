import { Injectable } from '@nestjs/common';
import { personBehind } from '../../access/domain/principal.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { WithdrawNotifications } from '../../notifications/use-cases/withdraw-notifications.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import type { Actor, Scope } from '../../platform/kernel/scope.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { answered, type Answer, type Responder } from '../domain/responder.js';
import { next } from '../domain/transitions.js';
import { KeepIncident } from './keep-incident.js';
import { MoveIncident } from './move-incident.js';

/** Somebody who was asked to help with an incident says whether they do; whoever asked is told. */
@Injectable()
export class AnswerRequest {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly keep: KeepIncident,
    private readonly responders: RespondersRepository,
    private readonly notifications: QueueNotifications,
    private readonly pages: WithdrawNotifications,
  ) {}

  /**
   * It may be said any number of times, and something else later.
   * @param key id or number
   * @returns the incident as it is then
   * @throws DomainError `not-found`, `conflict` for whoever was not asked
   */
  execute(scope: Scope, key: string, answer: Answer): Promise<Incident> {
    return this.unit.run(scope, async (write) => {
      const incident = await this.incidents.lock(write, key);
      const responder = await this.askedFor(write, incident, personBehind(scope));
      if (!responder)
        throw conflict('not-asked', `Nobody has asked you to help with ${nameOf(incident)}.`);
      return this.keepAnswer(write, incident, responder, answer);
    });
  }

  /** Whoever takes an incident on says by that that they help. @param incident locked; @returns it as it is then */
  async within(write: Write, incident: Incident, by: Actor): Promise<Incident> {
    const person = by.kind === 'user' ? by.id : null;
    const responder = await this.askedFor(write, incident, person);
    if (!responder || responder.state === 'declined') return incident;
    return this.keepAnswer(write, incident, responder, 'accepted', by);
  }

  private async askedFor(
    { tx }: Write,
    { id }: Incident,
    person: string | null,
  ): Promise<Responder | null> {
    return person === null ? null : this.responders.find(tx, id, person);
  }

  private async keepAnswer(
    write: Write,
    incident: Incident,
    before: Responder,
    answer: Answer,
    by: Actor = write.scope.actor,
  ): Promise<Incident> {
    const { tx } = write;
    const { id, territory, topicId } = incident;
    const now = await databaseNow(tx);
    const responder = answered(before, answer, now);
    if (!responder) return incident;
    const { userId, askedBy } = responder;
    await this.responders.save(tx, territory, responder);
    await this.pages.within(write, { topicId, userId, kind: 'responder_request', runId: null });
    if (askedBy.kind === 'user' && askedBy.id !== userId)
      await this.notifications.within(write, [
        {
          topicId,
          kind: 'status',
          userId: askedBy.id,
          urgency: answer === 'declined' ? 'high' : 'low',
          run: null,
          dueAt: now,
        },
      ]);
    write.recordAs(by, {
      action: `incident.responder-${answer}`,
      target: { kind: 'incident', id, name: nameOf(incident) },
      territory,
      before: { state: before.state },
      after: { state: answer },
    });
    const entries = [{ kind: `responder.${answer}`, actor: by, data: {} }];
    const change = { incident: next(incident, now, {}), entries, events: [incidentChanged] };
    return this.keep.within(write, change, now);
  }
}
