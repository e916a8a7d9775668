import { Injectable } from '@nestjs/common';
import type { HasteRefusal } from '#contract';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { nameOf } from '../../incidents/domain/incident.js';
import { unacknowledged } from '../../incidents/domain/transitions.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import { MoveIncident } from '../../incidents/use-cases/move-incident.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RunsRepository } from '../db/runs.repository.js';
import type { Cursor } from '../domain/cursor.js';
import {
  hastenedRun,
  resumedRun,
  stoppedRun,
  type EscalationRun,
} from '../domain/escalation-run.js';
import { runHastened } from '../domain/policy-events.js';
import { JudgeHaste } from './judge-haste.js';
import { LockRun, type LockedRun } from './lock-run.js';

/** An escalation as somebody saw it. */
export interface SeenRun {
  /** of the newest run */
  readonly run: number;
  /** the place that was next; null = none was */
  readonly next: Cursor | null;
}

/** Somebody has the next step of an escalation begin at once; of an incident that somebody has, too, who then has it no more. */
@Injectable()
export class EscalateNow {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly locked: LockRun,
    private readonly runs: RunsRepository,
    private readonly incidents: MoveIncident,
    private readonly timeline: AppendTimeline,
    private readonly haste: JudgeHaste,
  ) {}

  /**
   * @param key id or number of the incident
   * @param seen what it was decided on: it is done once however often it is asked for; null = whatever is next
   * @throws DomainError `not-found`, `conflict` where nobody is paged next
   */
  execute(scope: Scope, key: string, seen: SeenRun | null): Promise<void> {
    return this.unit.run(scope, (write) => this.within(write, key, seen));
  }

  private async within(write: Write, key: string, seen: SeenRun | null): Promise<void> {
    const found = await this.locked.within(write, key);
    const { incident, last } = found;
    refuse(incident, await this.haste.execute(write.tx, incident, last));
    if (seen && last && isPast(last, seen)) return;
    const now = await databaseNow(write.tx);
    if (incident.state === 'acknowledged') await this.takeBack(write, found, now);
    else if (last) await this.runs.save(write.tx, [hastenedRun(last, now)]);
    const { id, territory } = incident;
    const { actor } = write.scope;
    await this.timeline.within(write, [
      { incidentId: id, kind: 'escalation.hastened', actor, data: { run: last?.number ?? 0 } },
    ]);
    write.record({
      action: 'incident.escalated',
      target: { kind: 'incident', id, name: nameOf(incident) },
      territory,
    });
    write.emit(runHastened.of([id], territory));
  }

  /** Whoever has it has it no more, and the run goes on behind them. */
  private async takeBack(
    write: Write,
    { incident, live, last }: LockedRun,
    now: Date,
  ): Promise<void> {
    const { tx, scope } = write;
    const { actor: by } = scope;
    if (live) await this.runs.save(tx, [stoppedRun(live, 'acknowledged', now)]);
    const data = { because: 'escalated' };
    await this.incidents.within(write, { key: incident.id, by, data, decide: unacknowledged });
    // Without a run, or with one that nobody was paged by, the engine begins one.
    if (!last || last.policy === null) return;
    const highest = await this.runs.highestStep(tx, last.id);
    const epoch = (await this.runs.epochsOf(tx, [incident.topicId])).get(incident.topicId) ?? 0;
    await this.runs.save(tx, [resumedRun(last, { id: newId(), epoch, highest }, now)]);
  }
}

/** @param why it is refused; null = it is not; @throws DomainError `conflict` */
function refuse(incident: PagedIncident, why: HasteRefusal | null): void {
  if (why !== null) throw conflict(why, REFUSED[why](nameOf(incident), incident.class));
}

const REFUSED: Record<HasteRefusal, (name: string, of: string) => string> = {
  'resolved-already': (name) => `${name} is resolved. Nobody is paged about it any more.`,
  'pages-nobody': (name, of) =>
    of === 'page'
      ? `No escalation policy is for ${name}: there is no next step.`
      : `${name} is a ${of}: nobody is paged about it.`,
  snoozed: (name) => `${name} is snoozed. End the snooze: people are paged again then.`,
  maintenance: (name) =>
    `Maintenance keeps people from being paged about ${name}. End it: people are paged then.`,
};

/** Whether what was seen as next has begun since. */
function isPast({ number, cursor }: EscalationRun, { run, next }: SeenRun): boolean {
  if (number !== run) return true;
  if (next === null) return false;
  return cursor.loop > next.loop || (cursor.loop === next.loop && cursor.step > next.step);
}
