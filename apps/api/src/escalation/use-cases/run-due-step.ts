import { Injectable } from '@nestjs/common';
import type { RunReason, StopReason } from '#contract';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { LAPSED } from '../../incidents/domain/timeline.js';
import { unacknowledged } from '../../incidents/domain/transitions.js';
import { MoveIncident } from '../../incidents/use-cases/move-incident.js';
import { ReadPaging, type PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Actor, Scope } from '../../platform/kernel/scope.js';
import { RunsRepository } from '../db/runs.repository.js';
import { stoppedRun, type EscalationRun } from '../domain/escalation-run.js';
import { nextAct, type Act } from '../domain/next-act.js';
import type { AwaitedUser } from '../domain/decide-step.js';
import { AdvanceRun } from './advance-run.js';
import { AwaitOthers } from './await-others.js';
import { PauseRun } from './pause-run.js';
import { StartRun } from './start-run.js';

/**
 * Does what is due about one incident, in one transaction: pages with their notifications, timeline and cursor, or nothing of it. Any number
 * of processes may run it at once, and any number of times.
 */
@Injectable()
export class RunDueStep {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly runs: RunsRepository,
    private readonly paging: ReadPaging,
    private readonly incidents: MoveIncident,
    private readonly start: StartRun,
    private readonly advance: AdvanceRun,
    private readonly others: AwaitOthers,
    private readonly pause: PauseRun,
  ) {}

  /** @returns what was done */
  execute(scope: Scope, incidentId: string): Promise<Act['do']> {
    return this.unit.run(scope, (write) => this.within(write, incidentId));
  }

  private async within(write: Write, incidentId: string): Promise<Act['do']> {
    write.unrecorded('what the engine does stands in the timeline of the incident');
    const { tx } = write;
    if (!(await this.runs.claim(tx, incidentId))) return 'nothing';
    const incident = await this.read(write, incidentId);
    if (!incident) return 'nothing';
    const last = await this.runs.newest(tx, incidentId);
    const live = last && last.state !== 'stopped' ? last : null;
    const epoch = await this.runs.epochOf(tx, incident.topicId);
    const now = await databaseNow(tx);
    const acknowledgedBy = userIn(incident.acknowledgedBy);
    const snooze = incident.snooze && {
      by: userIn(incident.snooze.by),
      endedAt: incident.snooze.endedAt,
    };
    const isMerged = incident.mergedInto !== null;
    const seen = { ...incident, isMerged, acknowledgedBy, snooze, epoch };
    const awaits =
      live && incident.state === 'acknowledged' ? await this.runs.awaitedBy(tx, live) : [];
    const running = live && { ...live, awaits: awaits.length > 0 };
    const act = nextAct(seen, running, last, now);
    await this.do(write, act, { incident, live, last, epoch, awaits, now });
    return act.do;
  }

  /** Nobody else changes it until the write ends. */
  private async read({ tx }: Write, id: string): Promise<PagedIncident | undefined> {
    return (await this.paging.execute(tx, [id])).get(id);
  }

  private async do(write: Write, act: Act, found: Found): Promise<void> {
    const { live, now } = found;
    if (act.do === 'step' && live) await this.advance.within(write, found.incident, live, now);
    if (act.do === 'await' && live)
      await this.others.within(write, found.incident, { ...found, live });
    if (act.do === 'stop' && act.why === 'snoozed' && live)
      await this.pause.within(write, found.incident, live, now);
    else if (act.do === 'stop') await this.end(write, found, act.why);
    if (act.do === 'start') {
      await this.end(write, found, 'replaced');
      await this.begin(write, found, act.because, act.first);
    }
    if (act.do === 'time-out') await this.timeOut(write, found, act.first);
  }

  /** The acknowledgement led to nothing: it is taken back, and whoever gave it is asked first. */
  private async timeOut(write: Write, found: Found, first: string | null): Promise<void> {
    const { id: key } = found.incident;
    await this.end(write, found, 'acknowledged');
    const because = LAPSED;
    const { actor: by } = write.scope;
    await this.incidents.within(write, { key, by, data: { because }, decide: unacknowledged });
    const incident = await this.read(write, key);
    if (incident) await this.begin(write, { ...found, incident }, because, first);
  }

  private begin(
    write: Write,
    { incident, last, epoch, now }: Found,
    because: RunReason,
    first: string | null,
  ): Promise<void> {
    const number = (last?.number ?? 0) + 1;
    return this.start.within(write, { incident, number, because, first, epoch }, now);
  }

  private async end({ tx }: Write, { live, now }: Found, why: StopReason): Promise<void> {
    if (live) await this.runs.update(tx, stoppedRun(live, why, now));
  }
}

/** Whoever of people acted; null for others, and where nobody did. */
function userIn(actor: Actor | null): string | null {
  return actor?.kind === 'user' ? actor.id : null;
}

/** How things stand, all of it locked. */
interface Found {
  readonly incident: PagedIncident;
  readonly live: EscalationRun | null;
  readonly last: EscalationRun | null;
  readonly epoch: number;
  /** who still has to acknowledge although somebody did */
  readonly awaits: readonly AwaitedUser[];
  readonly now: Date;
}
