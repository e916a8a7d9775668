import { Injectable } from '@nestjs/common';
import { personBehind } from '../../access/domain/principal.js';
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
    const person = personBehind(scope);
    const paged = live ? await this.runs.pagedBy(tx, live.id) : [];
    if (!live || person === null || !paged.includes(person))
      throw conflict('not-paged', `You are not being paged about ${nameOf(incident)}.`);
    const pages = { topicId, userId: person, kind: 'page', runId: live.id } as const;
    if (live.declined.includes(person)) {
      write.unrecorded('they said so before');
      return this.pages.within(write, pages);
    }
    const now = await databaseNow(tx);
    const last = await this.runs.lastPaged(tx, live.id);
    await this.runs.save(tx, [declinedRun(live, person, last, now)]);
    await this.pages.within(write, pages);
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
}
