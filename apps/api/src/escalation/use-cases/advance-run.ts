import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import type { NewNotification, QueuedFor } from '../../notifications/domain/notification.js';
import { QueueNotifications } from '../../notifications/use-cases/queue-notifications.js';
import { decideStep, type StepDecision } from '../domain/decide-step.js';
import {
  advancedRun,
  servedRun,
  stillUnserved,
  type EscalationRun,
  type TakenPolicy,
} from '../domain/escalation-run.js';
import { lateSeconds } from '../domain/lateness.js';
import { meantBy } from '../domain/on-call-snapshot.js';
import type { RunChanges } from '../domain/run-changes.js';
import { ChooseFor } from './choose-for.js';
import { ReadReached, type Reached } from './read-reached.js';

/** An incident, locked and triggered, and its live run. */
export interface OngoingRun {
  readonly incident: PagedIncident;
  readonly run: EscalationRun;
}

type Policy = Pick<TakenPolicy, 'steps' | 'repeat' | 'fallback'>;

interface ServedRun extends OngoingRun {
  readonly policy: Policy;
}

/** A step that was decided on, and who is to be told because of it. */
interface Decided extends ServedRun {
  readonly decision: StepDecision;
  readonly items: readonly NewNotification[];
}

/** Takes runs one step on, if it is time: who is on call is asked now, whoever is to be paged is, and all of it stands in the timeline. */
@Injectable()
export class AdvanceRun {
  constructor(
    private readonly choice: ChooseFor,
    private readonly reached: ReadReached,
    private readonly notifications: QueueNotifications,
  ) {}

  /** @param changes of what becomes of the runs is noted there */
  async within(
    write: Write,
    ongoing: readonly OngoingRun[],
    changes: RunChanges,
    now: Date,
  ): Promise<void> {
    const due = ongoing.filter(({ run }) => now >= run.nextAt);
    const served = await this.served(write, due, changes, now);
    if (served.length === 0) return;
    const onCall = await this.reached.execute(
      write.tx,
      served.map(({ policy }) => policy),
      served.map(({ run }) => run.first),
      now,
    );
    const decided = served.map((one) => decidedOn(one, onCall, now));
    const queued = await this.notifications.within(
      write,
      decided.flatMap(({ items }) => items),
    );
    let told = 0;
    for (const one of decided) {
      note(one, queued.slice(told, told + one.items.length), changes, now);
      told += one.items.length;
    }
  }

  /** Those that have a policy by now. */
  private async served(
    { tx }: Write,
    due: readonly OngoingRun[],
    changes: RunChanges,
    now: Date,
  ): Promise<ServedRun[]> {
    const without = due.filter(({ run }) => run.policy === null);
    const choices = await this.choice.execute(
      tx,
      without.map(({ incident }) => incident),
    );
    const chosen = new Map(without.map(({ run }, i) => [run.id, choices[i] ?? null]));
    return due.flatMap(({ incident, run }) => {
      if (run.policy) return [{ incident, run, policy: run.policy }];
      const choice = chosen.get(run.id) ?? null;
      if (!choice) {
        changes.keep(stillUnserved(run, now));
        return [];
      }
      const policy = { slug: choice.policy.slug, because: choice.because };
      changes.note(run, 'escalation.started', { because: run.because, policy });
      return [{ incident, run: servedRun(run, choice, now), policy: choice.policy }];
    });
  }
}

function decidedOn(one: ServedRun, onCall: Reached, now: Date): Decided {
  const { incident, run, policy } = one;
  const decision = decideStep(run, policy, incident, onCall, now);
  const page = { topicId: incident.topicId, kind: 'page', urgency: 'high', dueAt: now } as const;
  const told = (users: readonly string[], place: NewNotification['run']) =>
    users.map((userId) => ({ ...page, userId, run: place }));
  if (decision.do === 'page')
    return { ...one, decision, items: told(decision.users, { id: run.id, ...decision.at }) };
  // Has the consoles ring of everybody whom the policy means: it counts for nothing, and may be all there is. Once, and not every minute.
  const isNews = decision.do === 'nobody' && !run.nobodySince;
  return { ...one, decision, items: isNews ? told(meantBy(policy, run.first, onCall), null) : [] };
}

/** @param queued what became of its items */
function note(
  { incident, run, decision }: Decided,
  queued: readonly QueuedFor[],
  changes: RunChanges,
  now: Date,
): void {
  if (decision.do !== 'page' && decision.do !== 'nobody') return;
  changes.keep(advancedRun(run, decision, now));
  if (decision.do === 'page')
    changes.note(run, 'escalation.paged', {
      ...decision.at,
      route: decision.route,
      people: queued.map(({ userId, methods }) => ({ user: userId, methods })),
      skipped: decision.skipped,
      missed: decision.missed,
      late: lateSeconds(run, incident.triggeredAt, now),
      next: decision.nextAt.toISOString(),
    });
  // Until somebody is reached it stays true.
  else if (!run.nobodySince) changes.note(run, 'escalation.nobody', { skipped: decision.skipped });
}
