import type { EscalationRun } from '../../../apps/api/src/escalation/domain/escalation-run.js';
import { isOpen, type Sighting } from '../../../apps/api/src/incidents/domain/alert-state.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import { sleeps, type SimGroup, type SimNotification, type Store } from './store.js';

/** While everything is well, whatever is due begins within so long, in milliseconds: a lease, a tick, and the way. */
const PROMPT_MS = 15_000;

/** A step that an escalation took, as its timeline tells it. */
export interface PagedStep {
  readonly incidentId: string;
  readonly run: number;
  readonly loop: number;
  readonly step: number;
  readonly users: readonly string[];
  /** whom the schedules name at that moment, counted by hand; null = somebody came or went just then */
  readonly meant: readonly string[] | null;
  /** when it was decided */
  readonly at: number;
}

/** For how long everything has been well: a worker lives, the database is there, and nobody is dying all the time. Milliseconds. */
export type Health = (at: number) => number;

/** What has to hold after every event (I1 to I10 of the design); the first thing that does not ends the world. */
export class Invariants {
  readonly broken: string[] = [];
  readonly pages = { steps: 0, attempts: 0, mails: 0, doubled: 0, lost: 0 };
  private readonly steps = new Map<string, PagedStep>();
  private readonly nextAt = new Map<string, number>();
  /** how many mails of a notification arrived, and how many of them say that they may be the second */
  private readonly said = new Map<string, number>();
  private readonly mails = new Map<string, number>();
  /** incidents as they were committed last, by topic */
  private readonly stands = new Map<string, Incident>();
  private readonly silent = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly health: Health,
  ) {}

  private get now(): number {
    return this.store.time.now;
  }

  /** How an incident stands from now on, for everybody. */
  incidentKept(incident: Incident): void {
    this.stands.set(incident.topicId, incident);
  }

  /** I1: nobody hears of it, and that is on record. */
  nobodyIsTold(incidentId: string): void {
    this.silent.add(incidentId);
  }

  /** I4: steps in order, none early, none twice; I5: exactly those are paged whom the schedules name at that moment. */
  stepTaken(taken: PagedStep): void {
    this.pages.steps += 1;
    const { incidentId, run, loop, step, users, meant, at } = taken;
    const place = `${incidentId} run ${run}`;
    const before = this.steps.get(place);
    if (before && (loop < before.loop || (loop === before.loop && step <= before.step)))
      this.breaks('I4', `${place}: ${loop}.${step} after ${before.loop}.${before.step}`);
    const due = this.nextAt.get(place);
    if (due !== undefined && at < due) this.breaks('I4', `${place}: ${loop}.${step} too early`);
    if (due !== undefined && this.health(at) - this.health(due) > 2 * PROMPT_MS)
      this.breaks('I4', `${place}: ${loop}.${step} ${(at - due) / 1000} s late`);
    this.steps.set(place, taken);
    this.silent.delete(incidentId);
    if (meant && meant.join() !== users.join())
      this.breaks('I5', `${place}: ${users.join()} were paged in place of ${meant.join()}`);
  }

  runKept({ incidentId, number, nextAt, state }: EscalationRun): void {
    this.nextAt.set(`${incidentId} run ${number}`, nextAt.getTime());
    const live = (this.store.runs.get(incidentId) ?? []).filter((run) => run.state !== 'stopped');
    if (state !== 'stopped' && live.length > 1)
      this.breaks('I4', `${incidentId}: ${live.length} runs at once`);
  }

  /** I2: no attempt of a page starts once somebody has it; I7: the first one is not held back. */
  attemptStarted(row: SimNotification): void {
    this.pages.attempts += 1;
    if (row.lost > 0) this.pages.lost += 1;
    const incident = this.stands.get(row.topic_id);
    if (row.kind === 'page' && incident && (incident.state !== 'triggered' || sleeps(incident)))
      this.breaks('I2', `${row.id}: attempt ${row.attempt} although it is ${incident.state}`);
    if (row.attempt === 1 && this.health(this.now) - this.health(row.due) > 2 * PROMPT_MS)
      this.breaks('I7', `${row.id}: first tried ${(this.now - row.due) / 1000} s late`);
  }

  /** I3: what comes a second time is on record before it comes. */
  mailArrived(id: string, mayRepeat: boolean): void {
    this.pages.mails += 1;
    const count = (this.mails.get(id) ?? 0) + 1;
    this.mails.set(id, count);
    if (mayRepeat) this.said.set(id, (this.said.get(id) ?? 0) + 1);
    if (count === 1) return;
    this.pages.doubled += 1;
    const row = this.store.notifications.get(id);
    if (!row) return;
    if (count > 1 + row.lost)
      this.breaks('I3', `${id}: ${count} mails, ${row.lost} attempts whose fate nobody knows`);
    const said = this.said.get(id) ?? 0;
    // Whoever stood still before it sent the first may come second: one of the two says it in any case.
    if (said < count - 1) this.breaks('I3', `${id}: nobody is told that it may be the second`);
  }

  /** I3: who was away for too long changes nothing of what others do since. */
  spokeFor({ id, attempt, ended }: SimNotification, by: number): void {
    if (by !== attempt || ended !== null)
      this.breaks('I3', `${id}: attempt ${by} decides on attempt ${attempt}`);
  }

  /** I8: any number and order of deliveries leave the same behind. */
  alertTold({ alert }: SimGroup, sightings: readonly Sighting[]): void {
    const latest = (times: readonly Date[]) =>
      times.length === 0 ? undefined : Math.max(...times.map((at) => at.getTime()));
    const fired = sightings.filter(({ status }) => status === 'firing');
    const ended = sightings.filter(({ status }) => status === 'resolved');
    const expected = {
      firingFrom: latest(fired.map(({ startsAt }) => startsAt)),
      closedUntil: latest(ended.map(({ endsAt }) => endsAt)),
    };
    if (
      expected.firingFrom !== alert.firingFrom?.getTime() ||
      expected.closedUntil !== alert.closedUntil?.getTime()
    )
      this.breaks('I8', `${JSON.stringify(alert)} in place of ${JSON.stringify(expected)}`);
  }

  /** I1: everybody who is to be told is being told, once everything has been well for long enough. */
  everybodyIsTold(): void {
    const now = this.now;
    const well = this.health(now);
    for (const incident of this.store.incidents.values()) {
      if (incident.state !== 'triggered' || sleeps(incident)) continue;
      if (well - this.health(incident.updatedAt.getTime()) < 4 * PROMPT_MS) continue;
      const run = this.store.runs.get(incident.id)?.find(({ state }) => state !== 'stopped');
      const topic = this.store.topics.get(incident.topicId);
      if (!run || run.epoch !== topic?.epoch)
        this.breaks('I1', `${incident.id}: nobody is asked about it`);
      else if (!this.wasTried(incident, run))
        this.breaks('I1', `${incident.id}: nobody was tried to be told, and nobody says why`);
    }
    for (const row of this.store.notifications.values())
      if (row.ended === null && well - this.health(row.next) > 4 * PROMPT_MS)
        this.breaks('I1', `${row.id}: ${row.state} since ${new Date(row.next).toISOString()}`);
  }

  /** I8: an incident is open exactly if its alerts are, or people have not seen to it yet. */
  groupStands({ alert, incident: id }: SimGroup): void {
    const incident = id === null ? undefined : this.store.incidents.get(id);
    if (isOpen(alert) && incident?.state === 'resolved' && incident.automatic === true)
      this.breaks('I8', `${id}: over although it fires`);
  }

  breaks(which: string, what: string): void {
    this.broken.push(`${which} at ${new Date(this.now).toISOString()}: ${what}`);
  }

  private wasTried({ id }: Incident, run: EscalationRun): boolean {
    if (this.silent.has(id)) return true;
    return [...this.store.notifications.values()].some(
      ({ run_id: runId, attempt, ended }) => runId === run.id && (attempt > 0 || ended !== null),
    );
  }
}
