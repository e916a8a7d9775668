import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { WithdrawNotifications } from '../../notifications/use-cases/withdraw-notifications.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { AnswerRequest } from './answer-request.js';
import { AppendTimeline } from './append-timeline.js';
import { MoveIncident, type Move } from './move-incident.js';
import { ReadAwaited } from './read-awaited.js';

/** What else somebody says by acknowledging: that they help, as they were asked to; and, where everybody has to, that they have seen it, too. */
@Injectable()
export class TakeOn {
  constructor(
    private readonly incidents: MoveIncident,
    private readonly requests: AnswerRequest,
    private readonly awaited: ReadAwaited,
    private readonly pages: WithdrawNotifications,
    private readonly timeline: AppendTimeline,
  ) {}

  /** @returns the incident as it is then; @throws DomainError `not-found` */
  async within(write: Write, move: Move): Promise<Incident> {
    const taken = await this.incidents.within(write, move);
    const { by } = move;
    // A link that takes nothing on any more says nothing else either.
    if (by.kind !== 'user' || taken.state !== 'acknowledged') return taken;
    await this.join(write, taken, by, move.data ?? {});
    return this.requests.within(write, await this.incidents.lock(write, taken.id), by);
  }

  private async join(
    write: Write,
    incident: Incident,
    by: Actor,
    data: Move['data'],
  ): Promise<void> {
    const { id, topicId, territory } = incident;
    if (!(await this.awaited.execute(write.tx, id)).includes(by.id)) return;
    await this.pages.within(write, { topicId, userId: by.id, kind: 'page', runId: 'any' });
    await this.timeline.within(write, [
      { incidentId: id, kind: 'joined', actor: by, data: data ?? {} },
    ]);
    write.recordAs(by, {
      action: 'incident.joined',
      target: { kind: 'incident', id, name: nameOf(incident) },
      territory,
    });
  }
}
