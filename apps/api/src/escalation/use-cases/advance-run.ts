import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { RunsRepository } from '../db/runs.repository.js';
import { decideStep, type StepDecision } from '../domain/decide-step.js';
import {
  advancedRun,
  servedRun,
  stillUnserved,
  type EscalationRun,
  type TakenPolicy,
} from '../domain/escalation-run.js';
import { lateSeconds } from '../domain/lateness.js';
import { ChooseFor } from './choose-for.js';
import { ReadReached } from './read-reached.js';

type Paging = Extract<StepDecision, { do: 'page' }>;

/** Takes a run one step on, if it is time: who is on call is asked now, whoever is to be paged is, and all of it stands in the timeline. */
@Injectable()
export class AdvanceRun {
  constructor(
    private readonly runs: RunsRepository,
    private readonly choice: ChooseFor,
    private readonly reached: ReadReached,
    private readonly notifications: QueueNotifications,
    private readonly timeline: AppendTimeline,
  ) {}

  /** @param incident locked, and triggered; @param run its live one */
  async within(
    write: Write,
    incident: PagedIncident,
    run: EscalationRun,
    now: Date,
  ): Promise<void> {
    if (now < run.nextAt) return;
    if (run.policy) return this.step(write, incident, run, run.policy, now);
    const chosen = await this.choice.execute(write.tx, incident);
    if (!chosen) return this.runs.update(write.tx, stillUnserved(run, now));
    const served = servedRun(run, chosen, now);
    const policy = { slug: chosen.policy.slug, because: chosen.because };
    await this.note(write, run, 'escalation.started', { because: run.because, policy });
    return this.step(write, incident, served, chosen.policy, now);
  }

  private async step(
    write: Write,
    incident: PagedIncident,
    run: EscalationRun,
    policy: Pick<TakenPolicy, 'steps' | 'repeat' | 'fallback'>,
    now: Date,
  ): Promise<void> {
    const { tx } = write;
    const onCall = await this.reached.execute(tx, [policy], run.first, now);
    const decided = decideStep(run, policy, incident, onCall, now);
    if (decided.do === 'page') await this.page(write, incident, run, decided, now);
    // Once, and not every minute: until somebody is reached it stays true.
    if (decided.do === 'nobody' && !run.nobodySince) {
      await this.note(write, run, 'escalation.nobody', { skipped: decided.skipped });
      await this.ring(write, incident, [...onCall.ways.keys()], now);
    }
    if (decided.do === 'page' || decided.do === 'nobody')
      await this.runs.update(tx, advancedRun(run, decided, now));
  }

  /** Has the consoles ring of everybody whom the policy means. It counts for nothing, and may be all there is. */
  private async ring(
    write: Write,
    { topicId }: PagedIncident,
    users: readonly string[],
    now: Date,
  ): Promise<void> {
    const page = { topicId, kind: 'page', urgency: 'high', run: null, dueAt: now } as const;
    await this.notifications.within(
      write,
      users.map((userId) => ({ ...page, userId })),
    );
  }

  private async page(
    write: Write,
    { topicId, triggeredAt }: PagedIncident,
    run: EscalationRun,
    { at, route, users, skipped, missed, nextAt }: Paging,
    now: Date,
  ): Promise<void> {
    const page = { topicId, kind: 'page', urgency: 'high', dueAt: now } as const;
    const place = { id: run.id, ...at };
    const queued = await this.notifications.within(
      write,
      users.map((userId) => ({ ...page, userId, run: place })),
    );
    const people = queued.map(({ userId, methods }) => ({ user: userId, methods }));
    await this.note(write, run, 'escalation.paged', {
      ...at,
      route,
      people,
      skipped,
      missed,
      late: lateSeconds(run, triggeredAt, now),
      next: nextAt.toISOString(),
    });
  }

  private note(
    write: Write,
    { incidentId, number }: EscalationRun,
    kind: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { actor } = write.scope;
    return this.timeline.within(write, [
      { incidentId, kind, actor, data: { run: number, ...data } },
    ]);
  }
}
