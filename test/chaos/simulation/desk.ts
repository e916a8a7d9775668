import type { AlertState, Sighting } from '../../../apps/api/src/incidents/domain/alert-state.js';
import { isOpen, seen, UNSEEN } from '../../../apps/api/src/incidents/domain/alert-state.js';
import {
  isOpenIncident,
  openingOf,
  type Incident,
} from '../../../apps/api/src/incidents/domain/incident.js';
import { snoozed, unsnoozed } from '../../../apps/api/src/incidents/domain/snooze.js';
import { TIMELINE_START } from '../../../apps/api/src/incidents/domain/timeline.js';
import {
  acknowledged,
  disturbed,
  quieted,
  reopened,
  unacknowledged,
} from '../../../apps/api/src/incidents/domain/transitions.js';
import type { Actor } from '../../../apps/api/src/platform/kernel/scope.js';
import type { Invariants } from './invariants.js';
import type { SimGroup, SimTx, Store } from './store.js';
import type { Chance, SimProcess } from './virtual-time.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SERVICES = 6;
const SOURCE: Actor = { kind: 'system', id: 'source:alertmanager', name: 'Alertmanager' };
/** What is resolved for so long is none of anybody's any more. */
const FORGOTTEN = 2 * HOUR;

type Verb = (incident: Incident, now: Date) => { readonly incident: Incident } | null;

/** Alerts, and what people do about incidents: each in a transaction of a process that may die. */
export class Desk {
  private count = 0;

  constructor(
    private readonly store: Store,
    private readonly chance: Chance,
    private readonly invariants: Invariants,
    private readonly api: () => SimProcess,
    /** told of each incident that begins */
    private readonly begun: () => void,
  ) {}

  begin(end: number): void {
    for (let i = 0; i < SERVICES; i += 1) {
      const group: SimGroup = { service: `service-${i}`, alert: UNSEEN, incident: null };
      this.store.groups.set(group.service, group);
      this.outage(group, [], end);
    }
  }

  /** Somebody has a page: takes it on, puts it off, or sleeps on. */
  hears(topicId: string, user: string): void {
    const incident = [...this.store.incidents.values()].find((one) => one.topicId === topicId);
    if (!incident || !this.chance.is(0.6)) return;
    const by: Actor = { kind: 'user', id: user, name: user };
    const after = this.chance.wait(4 * MINUTE);
    const verb = this.chance.one([
      acknowledges(by),
      acknowledges(by),
      acknowledges(by),
      snoozes(by, this.chance.between(6 * MINUTE, 3 * HOUR)),
    ]);
    this.later(after, incident.id, verb);
    if (this.chance.is(0.1))
      this.later(after + this.chance.wait(10 * MINUTE), incident.id, unacknowledged);
  }

  // Alerts

  /** It fires some time, and is told by somebody who repeats everything, late and in any order. */
  private outage(group: SimGroup, sightings: Sighting[], end: number): void {
    const { time } = this.store;
    const startsAt = time.now + this.chance.wait(3 * 24 * HOUR);
    const endsAt = startsAt + this.chance.wait(40 * MINUTE) + SECOND;
    if (endsAt > end) return;
    const from = new Date(Math.round(startsAt));
    const until = new Date(Math.round(endsAt));
    const told = (status: Sighting['status'], at: number) => {
      for (let i = this.chance.whole(1, 3); i > 0; i -= 1)
        time.at(at + this.chance.wait(5 * SECOND), () => {
          void this.deliver(group, { status, startsAt: from, endsAt: until }, sightings);
        });
    };
    told('firing', startsAt);
    time.at(endsAt, () => {
      told('resolved', endsAt);
      this.outage(group, sightings.length > 200 ? sightings.splice(0, 0) : sightings, end);
    });
  }

  /** Until it is taken: as often as it has to be. */
  private async deliver(group: SimGroup, sighting: Sighting, told: Sighting[]): Promise<void> {
    const { time } = this.store;
    const isTaken = await this.as((tx) => this.take(tx, group, sighting, told));
    if (!isTaken) time.at(time.now + 5 * SECOND, () => void this.deliver(group, sighting, told));
  }

  private async take(tx: SimTx, group: SimGroup, sighting: Sighting, told: Sighting[]) {
    await tx.turn();
    await tx.lock(`group ${group.service}`);
    await tx.turn();
    const alert = seen(group.alert, sighting, false);
    const was = isOpen(group.alert);
    tx.set<{ alert: AlertState }>(group, { alert });
    if (isOpen(alert)) await this.fires(tx, group, was);
    else if (was) await this.ends(tx, group);
    tx.committed.push(() => {
      told.push(sighting);
      this.invariants.alertTold(group, told);
      this.invariants.groupStands(group);
    });
  }

  private async fires(tx: SimTx, group: SimGroup, was: boolean): Promise<void> {
    const now = new Date(this.store.time.now);
    const last = group.incident === null ? undefined : await this.lock(tx, group.incident);
    if (last && isOpenIncident(last)) this.keep(tx, disturbed(last, now));
    else if (!was) {
      const opening = openingOf(last ?? null, now);
      const again = opening === 'reopens' && last ? reopened(last, true, now) : null;
      if (again) this.reopen(tx, again.incident);
      else this.keep(tx, this.triggered(tx, group, now));
    }
  }

  private async ends(tx: SimTx, { incident: id }: SimGroup): Promise<void> {
    const incident = id === null ? undefined : await this.lock(tx, id);
    const now = new Date(this.store.time.now);
    const quiet = incident && quieted(incident, SOURCE, now);
    if (!quiet) return;
    this.keep(tx, quiet.incident);
    const { quietUntil } = quiet.incident;
    if (quiet.incident.state === 'resolved') await this.close(tx, quiet.incident);
    else if (quietUntil)
      tx.committed.push(() => this.at(quietUntil.getTime(), quiet.incident.id, ends));
  }

  private triggered(tx: SimTx, group: SimGroup, now: Date): Incident {
    const number = (this.count += 1);
    const [id, topicId] = [`incident-${number}`, `topic-${number}`];
    tx.committed.push(this.begun);
    tx.set<SimGroup>(group, { incident: id });
    tx.put(this.store.topics, topicId, { id: topicId, territory: 'DE', epoch: 1, open: true });
    return {
      id,
      number,
      topicId,
      title: id,
      class: 'page',
      severity: 'page',
      territory: 'DE',
      groupKey: group.service,
      subject: null,
      slo: null,
      source: 'alertmanager',
      state: 'triggered',
      startedAt: now,
      triggeredAt: now,
      updatedAt: now,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
      resolvedBy: null,
      automatic: null,
      reopenings: [],
      quietUntil: null,
      snooze: null,
      mergedInto: null,
      firing: 1,
      folded: 0,
      ended: 0,
      unconfirmed: null,
      head: TIMELINE_START,
      version: 1,
    };
  }

  // People

  private later(after: number, incident: string, verb: Verb): void {
    this.at(this.store.time.now + after, incident, verb);
  }

  /** Somebody does it, and does it again until it is done. */
  private at(time: number, id: string, verb: Verb): void {
    this.store.time.at(time, () => {
      void this.as((tx) => this.act(tx, id, verb)).then((isDone) => {
        if (!isDone) this.later(20 * SECOND, id, verb);
      });
    });
  }

  private async act(tx: SimTx, id: string, verb: Verb): Promise<void> {
    const incident = await this.lock(tx, id);
    if (!incident || !isOpenIncident(incident)) return;
    const now = new Date(this.store.time.now);
    const after = verb(incident, now)?.incident;
    if (!after) return;
    this.keep(tx, after);
    const isTaken = after.state === 'acknowledged' && incident.state !== 'acknowledged';
    const { snooze } = after;
    if (isTaken || snooze?.at === now) await this.raise(tx, after);
    if (snooze && snooze.at === now)
      tx.committed.push(() => this.at(snooze.until.getTime(), id, wakes));
    if (after.state === 'resolved') await this.close(tx, after);
  }

  /** @returns whether it was committed, as far as anybody heard */
  private async as(work: (tx: SimTx) => Promise<void>): Promise<boolean> {
    const process = this.api();
    const dies = new Promise<boolean>((resolve) => {
      this.store.time.at(this.store.time.now + 30 * SECOND, () => resolve(false));
    });
    const does = this.store.transaction(process, work).then(
      () => true,
      () => false,
    );
    return Promise.race([does, dies]);
  }

  private async lock(tx: SimTx, id: string): Promise<Incident | undefined> {
    await tx.turn();
    await tx.lock(`incident ${id}`);
    return this.store.incidents.get(id);
  }

  private keep(tx: SimTx, incident: Incident): void {
    tx.tryLock(`incident ${incident.id}`);
    tx.put(this.store.incidents, incident.id, incident);
    tx.committed.push(() => this.invariants.incidentKept(incident));
  }

  private reopen(tx: SimTx, incident: Incident): void {
    this.keep(tx, incident);
    const topic = this.store.topics.get(incident.topicId);
    if (topic && !topic.open) tx.set(topic, { open: true, epoch: topic.epoch + 1 });
  }

  private async raise(tx: SimTx, { topicId }: Incident): Promise<void> {
    await tx.lock(`topic ${topicId}`);
    const topic = this.store.topics.get(topicId);
    if (topic) tx.set(topic, { epoch: topic.epoch + 1 });
  }

  private async close(tx: SimTx, { id, topicId }: Incident): Promise<void> {
    await tx.lock(`topic ${topicId}`);
    const topic = this.store.topics.get(topicId);
    if (topic) tx.set(topic, { open: false });
    tx.committed.push(() =>
      this.store.time.at(this.store.time.now + FORGOTTEN, () => this.forget(id, topicId)),
    );
  }

  private forget(id: string, topicId: string): void {
    const { incidents, topics, runs, notifications, groups } = this.store;
    const incident = incidents.get(id);
    if (incident?.state !== 'resolved') return;
    if (this.store.time.now - (incident.resolvedAt?.getTime() ?? 0) < FORGOTTEN - SECOND) return;
    const open = (runs.get(id) ?? []).some(({ state }) => state !== 'stopped');
    const rows = [...notifications.values()].filter((row) => row.topic_id === topicId);
    if (open || rows.some(({ ended }) => ended === null)) {
      this.store.time.at(this.store.time.now + HOUR, () => this.forget(id, topicId));
      return;
    }
    incidents.delete(id);
    topics.delete(topicId);
    runs.delete(id);
    for (const row of rows) notifications.delete(row.id);
    for (const group of groups.values()) if (group.incident === id) group.incident = null;
  }
}

const acknowledges =
  (by: Actor): Verb =>
  (incident, now) =>
    acknowledged(incident, by, now);

const snoozes =
  (by: Actor, length: number): Verb =>
  (incident, now) =>
    snoozed(incident, by, new Date(now.getTime() + length), now);

const wakes: Verb = (incident, now) => {
  const { snooze } = incident;
  return snooze && snooze.endedAt === null && snooze.until <= now ? unsnoozed(incident, now) : null;
};

const ends: Verb = (incident, now) =>
  incident.quietUntil && incident.quietUntil <= now ? quieted(incident, SOURCE, now) : null;
