import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { RunsRepository } from '../db/runs.repository.js';
import { decideStep } from '../domain/decide-step.js';
import { stoppedRun, type EscalationRun } from '../domain/escalation-run.js';
import { ReadReached } from './read-reached.js';

/**
 * Stops the run of an incident that was snoozed, or that maintenance holds. Nobody is left in the dark: its timeline says whom the next page would have gone to, and when;
 * whoever was paged by it is told, but for whoever snoozed it.
 */
@Injectable()
export class PauseRun {
  constructor(
    private readonly runs: RunsRepository,
    private readonly reached: ReadReached,
    private readonly notifications: QueueNotifications,
    private readonly timeline: AppendTimeline,
  ) {}

  /** @param incident locked, and snoozed or held; @param paused its live run, and which of both it is */
  async within(
    write: Write,
    incident: PagedIncident,
    { run, why }: { readonly run: EscalationRun; readonly why: 'snoozed' | 'maintenance' },
    now: Date,
  ): Promise<void> {
    const { tx } = write;
    await this.runs.save(tx, [stoppedRun(run, why, now)]);
    const { users, at } = await this.next(write, run, now);
    await this.timeline.within(write, [
      {
        incidentId: incident.id,
        kind: 'escalation.paused',
        actor: write.scope.actor,
        data: {
          run: run.number,
          ...(why === 'snoozed' ? {} : { because: why }),
          people: users.map((user) => ({ user })),
          next: at?.toISOString() ?? null,
        },
      },
    ]);
    const by = why === 'snoozed' ? incident.snooze?.by : undefined;
    const paged = await this.runs.pagedBy(tx, run.id);
    await this.notifications.within(
      write,
      paged
        .filter((userId) => by?.kind !== 'user' || userId !== by.id)
        .map((userId) => ({
          topicId: incident.topicId,
          kind: 'status',
          userId,
          urgency: 'low',
          run: null,
          dueAt: now,
        })),
    );
  }

  /** Whom the next page would have gone to, and when. */
  private async next(
    { tx }: Write,
    run: EscalationRun,
    now: Date,
  ): Promise<{ readonly users: readonly string[]; readonly at: Date | null }> {
    const { policy } = run;
    if (policy === null) return { users: [], at: null };
    const at = run.nextAt > now ? run.nextAt : now;
    const onCall = await this.reached.execute(tx, [policy], [run.first], at);
    const decided = decideStep(run, policy, { state: 'triggered' }, onCall, at);
    return { users: decided.do === 'page' ? decided.users : [], at };
  }
}
