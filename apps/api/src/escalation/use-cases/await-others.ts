import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { decideStep, type AwaitedUser } from '../domain/decide-step.js';
import { awaitingRun, type EscalationRun } from '../domain/escalation-run.js';
import type { RunChanges } from '../domain/run-changes.js';
import { ReadReached } from './read-reached.js';

/** How the run of an acknowledged incident stands. */
export interface AwaitingRun {
  readonly live: EscalationRun;
  /** at least one */
  readonly awaits: readonly AwaitedUser[];
  /** of the incident's topic: an acknowledgement ended every page of an earlier one */
  readonly epoch: number;
}

/** Goes on to page each who still has to acknowledge although somebody did: at once when somebody does, then again and again. */
@Injectable()
export class AwaitOthers {
  constructor(
    private readonly reached: ReadReached,
    private readonly notifications: QueueNotifications,
  ) {}

  /**
   * @param incident locked, and acknowledged
   * @param changes of what becomes of the run is noted there
   */
  async within(
    write: Write,
    { topicId }: PagedIncident,
    { live, awaits, epoch }: AwaitingRun,
    changes: RunChanges,
    now: Date,
  ): Promise<void> {
    const { tx } = write;
    const { policy } = live;
    if (policy === null) return;
    const due = live.epoch === epoch ? live : { ...live, nextAt: now };
    const onCall = await this.reached.execute(tx, [policy], [live.first], now, awaits);
    const decided = decideStep(due, policy, { state: 'acknowledged', awaits }, onCall, now);
    if (decided.do !== 'await') return;
    const page = { topicId, kind: 'page', urgency: 'high', dueAt: now } as const;
    const run = { id: live.id, ...decided.at };
    const queued = await this.notifications.within(
      write,
      decided.users.map((userId) => ({ ...page, userId, run })),
    );
    const people = queued.map(({ userId, methods }) => ({ user: userId, methods }));
    const data = { ...decided.at, people, next: decided.nextAt.toISOString() };
    if (queued.length > 0) changes.note(live, 'escalation.awaited', data);
    changes.keep(awaitingRun(live, decided, epoch));
  }
}
