import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { nameOf } from '../../incidents/domain/incident.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import { WithdrawNotifications } from '../../notifications/use-cases/withdraw-notifications.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RunsRepository } from '../db/runs.repository.js';
import { declinedRun } from '../domain/escalation-run.js';
import { runHastened } from '../domain/policy-events.js';
import { LockRun } from './lock-run.js';

/**
 * Somebody who is being paged says that it is not for them: no step of this run pages them any more, and the next target is paged at once. Nobody
 * has the incident by that.
 */
@Injectable()
export class DeclinePage {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly locked: LockRun,
    private readonly runs: RunsRepository,
    private readonly pages: WithdrawNotifications,
    private readonly timeline: AppendTimeline,
  ) {}

  /**
   * It may be done any number of times.
   * @param key id or number of the incident
   * @throws DomainError `not-found`, `conflict` for whoever is not being paged about it
   */
  execute(scope: Scope, key: string): Promise<void> {
    return this.unit.run(scope, (write) => this.within(write, key));
  }

  private async within(write: Write, key: string): Promise<void> {
    const { tx, scope } = write;
    const { actor } = scope;
    const { incident, live } = await this.locked.within(write, key);
    const { id, topicId, territory } = incident;
    const paged = live && actor.kind === 'user' ? await this.runs.pagedBy(tx, live.id) : [];
    if (!live || !paged.includes(actor.id))
      throw conflict('not-paged', `You are not being paged about ${nameOf(incident)}.`);
    if (live.declined.includes(actor.id)) {
      write.unrecorded('they said so before');
      await this.withdraw(write, topicId, live.id);
      return;
    }
    const now = await databaseNow(tx);
    const last = await this.runs.lastPaged(tx, live.id);
    await this.runs.save(tx, [declinedRun(live, actor.id, last, now)]);
    await this.withdraw(write, topicId, live.id);
    const data = { run: live.number };
    await this.timeline.within(write, [
      { incidentId: id, kind: 'escalation.declined', actor, data },
    ]);
    write.record({
      action: 'incident.page-declined',
      target: { kind: 'incident', id, name: nameOf(incident) },
      territory,
    });
    write.emit(runHastened.of([id], territory));
  }

  private withdraw(write: Write, topicId: string, runId: string): Promise<void> {
    const { id: userId } = write.scope.actor;
    return this.pages.within(write, { topicId, userId, kind: 'page', runId });
  }
}
