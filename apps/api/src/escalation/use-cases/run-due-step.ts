import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { LAPSED } from '../../incidents/domain/timeline.js';
import { unacknowledged } from '../../incidents/domain/transitions.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import type { LastHold } from '../../incidents/domain/maintenance.js';
import { HoldIncidents } from '../../incidents/use-cases/hold-incidents.js';
import { MoveIncident } from '../../incidents/use-cases/move-incident.js';
import { ReadPaging, type PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Actor, Scope } from '../../platform/kernel/scope.js';
import { RunsRepository } from '../db/runs.repository.js';
import { stoppedRun, type EscalationRun } from '../domain/escalation-run.js';
import { nextAct, type Act } from '../domain/next-act.js';
import type { AwaitedUser } from '../domain/decide-step.js';
import { RunChanges } from '../domain/run-changes.js';
import { AdvanceRun, type OngoingRun } from './advance-run.js';
import { AwaitOthers } from './await-others.js';
import { PauseRun } from './pause-run.js';
import { StartRun, type Beginning } from './start-run.js';

/**
 * Does what is due about incidents, in one transaction: pages with their notifications, timeline and cursor, or nothing of it. Any number of
 * processes may run it at once, and any number of times.
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
    private readonly timeline: AppendTimeline,
    private readonly maintenance: HoldIncidents,
  ) {}

  /**
   * @returns what was done about each, by id. Of several, those are left out that somebody has locked: nobody waits for another one's
   * incident
   */
  execute(scope: Scope, incidentIds: readonly string[]): Promise<ReadonlyMap<string, Act['do']>> {
    return this.unit.run(scope, (write) => this.within(write, incidentIds));
  }

  private async within(
    write: Write,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Act['do']>> {
    write.unrecorded('what the engine does stands in the timeline of the incident');
    const { tx } = write;
    const free = ids.length > 1 ? await this.runs.free(tx, ids) : ids;
    const done = new Map<string, Act['do']>(free.map((id) => [id, 'nothing']));
    const now = await databaseNow(tx);
    const found = await this.find(write, free, now);
    const changes = new RunChanges(write.scope.actor);
    const ongoing: OngoingRun[] = [];
    const beginnings: Beginning[] = [];
    for (const one of found) {
      const act = actFor(one, now);
      done.set(one.incident.id, act.do);
      const { incident, live } = one;
      if (act.do === 'step' && live) ongoing.push({ incident, run: live });
      if (act.do === 'await' && live)
        await this.others.within(write, incident, { ...one, live }, changes, now);
      if (act.do === 'stop' && live) {
        if (act.why === 'snoozed' || act.why === 'maintenance')
          await this.pause.within(write, incident, { run: live, why: act.why }, now);
        else changes.keep(stoppedRun(live, act.why, now));
      }
      if (act.do === 'start') {
        if (live) changes.keep(stoppedRun(live, 'replaced', now));
        beginnings.push(beginningOf(one, act));
      }
      if (act.do === 'time-out') {
        if (live) changes.keep(stoppedRun(live, 'acknowledged', now));
        beginnings.push(...(await this.timeOut(write, one, act.first)));
      }
    }
    const begun = await this.start.within(write, beginnings, changes, now);
    await this.advance.within(write, [...ongoing, ...begun], changes, now);
    await this.runs.save(tx, changes.runs);
    if (changes.entries.length > 0) await this.timeline.within(write, changes.entries);
    return done;
  }

  /** How things stand with those that no other process works on: nobody else changes them until the write ends. */
  private async find(write: Write, ids: readonly string[], now: Date): Promise<Found[]> {
    const { tx } = write;
    const mine = ids.length === 0 ? [] : await this.runs.claim(tx, ids);
    if (mine.length === 0) return [];
    const incidents = [...(await this.paging.execute(tx, mine)).values()];
    const holds = await this.maintenance.within(write, incidents, now);
    const newest = await this.runs.newest(tx, mine);
    const epochs = await this.runs.epochsOf(
      tx,
      incidents.map(({ topicId }) => topicId),
    );
    const found: Found[] = [];
    for (const incident of incidents) {
      const last = newest.get(incident.id) ?? null;
      const live = last && last.state !== 'stopped' ? last : null;
      const awaits =
        live && incident.state === 'acknowledged' ? await this.runs.awaitedBy(tx, live) : [];
      const epoch = epochs.get(incident.topicId) ?? 0;
      found.push({ incident, live, last, epoch, awaits, hold: holds.get(incident.id) ?? null });
    }
    return found;
  }

  /** The acknowledgement led to nothing: it is taken back, and whoever gave it is asked first. */
  private async timeOut(write: Write, found: Found, first: string | null): Promise<Beginning[]> {
    const { id: key } = found.incident;
    const because = LAPSED;
    const { actor: by } = write.scope;
    await this.incidents.within(write, { key, by, data: { because }, decide: unacknowledged });
    const incident = (await this.paging.execute(write.tx, [key])).get(key);
    return incident ? [beginningOf({ ...found, incident }, { because, first })] : [];
  }
}

function actFor({ incident, live, last, epoch, awaits, hold }: Found, now: Date): Act {
  const acknowledgedBy = userIn(incident.acknowledgedBy);
  const snooze = incident.snooze && {
    by: userIn(incident.snooze.by),
    endedAt: incident.snooze.endedAt,
  };
  const isMerged = incident.mergedInto !== null;
  const seen = { ...incident, isMerged, acknowledgedBy, snooze, hold, epoch };
  return nextAct(seen, live && { ...live, awaits: awaits.length > 0 }, last, now);
}

function beginningOf(
  { incident, last, epoch }: Found,
  { because, first }: Pick<Beginning, 'because' | 'first'>,
): Beginning {
  return { incident, number: (last?.number ?? 0) + 1, because, first, epoch };
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
  readonly hold: LastHold | null;
}
