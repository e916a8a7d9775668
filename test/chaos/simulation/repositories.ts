import {
  RunsRepository,
  type DueIncident,
} from '../../../apps/api/src/escalation/db/runs.repository.js';
import type { EscalationRun } from '../../../apps/api/src/escalation/domain/escalation-run.js';
import {
  ACKNOWLEDGE_TIMEOUT_MS,
  type Incident,
} from '../../../apps/api/src/incidents/domain/incident.js';
import {
  NotificationsRepository,
  type DueNotification,
  type NewRow,
  type Settled,
} from '../../../apps/api/src/notifications/db/notifications.repository.js';
import { TopicsRepository } from '../../../apps/api/src/notifications/db/topics.repository.js';
import type { ClaimedNotification } from '../../../apps/api/src/notifications/domain/claimed.js';
import type { CancelReason } from '../../../apps/api/src/notifications/domain/notification.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import type { Invariants } from './invariants.js';
import { simTx, sleeps, type SimNotification, type SimTopic, type Store } from './store.js';
import type { People } from './people.js';

const LEASE_MS = 10_000;

/** Since when there is something to do about an incident; null when there is nothing. */
export function dueSince(store: Store, incident: Incident, now: number): number | null {
  const runs = store.runs.get(incident.id) ?? [];
  const live = runs.find(({ state }) => state !== 'stopped');
  const topic = store.topics.get(incident.topicId);
  const { state, acknowledgedAt } = incident;
  if (state === 'triggered' && !sleeps(incident)) {
    if (!live || live.epoch !== topic?.epoch) return incident.updatedAt.getTime();
    return live.nextAt.getTime() <= now ? live.nextAt.getTime() : null;
  }
  if (live) return now;
  if (state !== 'acknowledged' || acknowledgedAt === null || sleeps(incident)) return null;
  const until = acknowledgedAt.getTime() + ACKNOWLEDGE_TIMEOUT_MS;
  return until <= now ? until : null;
}

/** Runs, as the statements of the room see them. */
export class SimRuns extends RunsRepository {
  constructor(
    private readonly store: Store,
    private readonly invariants: Invariants,
  ) {
    super();
  }

  override async due(tx: Tx): Promise<DueIncident[]> {
    await simTx(tx).turn();
    const { now } = this.store.time;
    return [...this.store.incidents.values()].flatMap((incident) => {
      const since = dueSince(this.store, incident, now);
      return since === null ? [] : [{ id: incident.id, waited: (now - since) / 1000 }];
    });
  }

  override async free(tx: Tx, incidentIds: readonly string[]): Promise<string[]> {
    await simTx(tx).turn();
    return incidentIds.filter((id) => simTx(tx).tryLock(`incident ${id}`));
  }

  override async claim(tx: Tx, incidentIds: readonly string[]): Promise<string[]> {
    await simTx(tx).turn();
    return incidentIds.filter((id) => simTx(tx).tryLock(`escalation ${id}`));
  }

  override async epochsOf(
    tx: Tx,
    topicIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    await simTx(tx).turn();
    return new Map(
      topicIds.flatMap((id) => {
        const topic = this.store.topics.get(id);
        return topic ? [[id, topic.epoch] as const] : [];
      }),
    );
  }

  override async newest(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, EscalationRun>> {
    await simTx(tx).turn();
    return new Map(
      incidentIds.flatMap((id) => {
        const run = this.store.runs.get(id)?.at(-1);
        return run ? [[id, run] as const] : [];
      }),
    );
  }

  override async save(tx: Tx, runs: readonly EscalationRun[]): Promise<void> {
    await simTx(tx).turn();
    for (const run of runs) {
      const before = this.store.runs.get(run.incidentId) ?? [];
      const isNew = before.every(({ id }) => id !== run.id);
      const after = isNew ? [...before, run] : before.map((one) => (one.id === run.id ? run : one));
      simTx(tx).put(this.store.runs, run.incidentId, after);
      simTx(tx).settled.push(() => this.invariants.runKept(run));
    }
  }

  override async pagedBy(tx: Tx, runId: string): Promise<string[]> {
    await simTx(tx).turn();
    const paged = [...this.store.notifications.values()].filter(
      ({ run_id, kind }) => run_id === runId && kind === 'page',
    );
    return [...new Set(paged.map(({ user_id }) => user_id))];
  }
}

export class SimTopics extends TopicsRepository {
  constructor(private readonly store: Store) {
    super();
  }

  override async find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, SimTopic>> {
    await simTx(tx).turn();
    return new Map(
      ids.flatMap((id) => {
        const topic = this.store.topics.get(id);
        return topic ? [[id, topic] as const] : [];
      }),
    );
  }
}

/** Notifications, as the statements of the room see them: what others have locked is skipped. */
export class SimNotifications extends NotificationsRepository {
  constructor(
    private readonly store: Store,
    private readonly people: People,
    private readonly invariants: Invariants,
  ) {
    super({} as never);
  }

  override async add(tx: Tx, rows: readonly NewRow[]): Promise<void> {
    await simTx(tx).turn();
    for (const { due_at: dueAt, ...row } of rows) {
      const once = [row.run_id, row.loop, row.step, row.user_id, row.method_id];
      // Of one run: what no run asks for may come any number of times.
      const key = row.run_id === null ? row.id : once.join(' ');
      if (this.store.unique.has(key)) throw new Error(`asked for twice: ${key}`);
      simTx(tx).put(this.store.unique, key, row.id);
      const due = dueAt.getTime();
      simTx(tx).tryLock(`notification ${row.id}`);
      simTx(tx).put<string, SimNotification>(this.store.notifications, row.id, {
        ...row,
        number: this.people.next(),
        due,
        state: 'pending',
        attempt: 0,
        next: due,
        ended: null,
        lost: 0,
        started: [],
      });
    }
  }

  override async lockDue(tx: Tx, limit: number): Promise<DueNotification[]> {
    await simTx(tx).turn();
    const { now } = this.store.time;
    let room = limit;
    return [...this.store.notifications.values()]
      .filter(({ ended, next }) => ended === null && next <= now)
      .toSorted((a, b) => a.next - b.next || a.number - b.number)
      .filter(({ id, topic_id }) => {
        const one = simTx(tx);
        if (room === 0 || !one.tryLock(`notification ${id}`)) return false;
        if (!one.tryLock(`topic ${topic_id}`, 'share')) return false;
        room -= 1;
        return true;
      })
      .map((row) => this.asDue(row));
  }

  override async recordLost(tx: Tx, lost: readonly DueNotification[]): Promise<void> {
    await simTx(tx).turn();
    for (const row of this.rows(lost)) simTx(tx).set(row, { lost: row.lost + 1 });
  }

  override async lease(tx: Tx, due: readonly DueNotification[]): Promise<void> {
    await simTx(tx).turn();
    const { now } = this.store.time;
    for (const row of this.rows(due)) {
      const { attempt, started } = row;
      const change = { state: 'leased', attempt: attempt + 1, next: now + LEASE_MS };
      simTx(tx).set(row, { ...change, started: [...started, now] });
      simTx(tx).committed.push(() => this.invariants.attemptStarted(row));
    }
  }

  override async renew(tx: Tx, claimed: ClaimedNotification): Promise<void> {
    await simTx(tx).turn();
    const row = await this.mine(tx, claimed);
    if (row) simTx(tx).set(row, { next: this.store.time.now + LEASE_MS });
  }

  override async settle(tx: Tx, settled: readonly Settled[]): Promise<void> {
    await simTx(tx).turn();
    for (const { notification, next, what } of settled) {
      const row = this.store.notifications.get(notification.id);
      if (row && what === 'lost') simTx(tx).set(row, { lost: row.lost + 1 });
      const mine = await this.mine(tx, notification);
      const { now } = this.store.time;
      if (!mine) continue;
      this.invariants.spokeFor(mine, notification.attempt);
      if (next.state === 'retry_wait')
        simTx(tx).set(mine, { state: 'retry_wait', next: now + next.wait });
      else simTx(tx).set(mine, { state: next.state, ended: now });
    }
  }

  override async cancel(
    tx: Tx,
    { id, attempt }: { readonly id: string; readonly attempt: number },
    reason: CancelReason,
  ): Promise<void> {
    await simTx(tx).turn();
    const row = this.store.notifications.get(id);
    if (!row || row.attempt !== attempt || row.ended !== null) return;
    simTx(tx).set(row, { state: `cancelled ${reason}`, ended: this.store.time.now });
  }

  override async oldestDue(tx: Tx): Promise<number> {
    await simTx(tx).turn();
    return 0;
  }

  /** The row of a claim, locked, unless somebody else has claimed it since. */
  private async mine(
    tx: Tx,
    { id, attempt }: ClaimedNotification,
  ): Promise<SimNotification | null> {
    await simTx(tx).lock(`notification ${id}`);
    const row = this.store.notifications.get(id);
    return row?.attempt === attempt && row.state === 'leased' ? row : null;
  }

  private rows(due: readonly { readonly id: string }[]): SimNotification[] {
    return due.flatMap(({ id }) => this.store.notifications.get(id) ?? []);
  }

  private asDue(row: SimNotification): DueNotification {
    const topic = this.store.topics.get(row.topic_id);
    return {
      id: row.id,
      topicId: row.topic_id,
      territory: row.territory,
      kind: row.kind,
      runId: row.run_id,
      dueAt: new Date(row.due),
      attempt: row.attempt,
      wasLeased: row.state === 'leased',
      mayRepeat: row.lost > 0,
      by: 'mail',
      isArmed: false,
      userId: row.user_id,
      methodId: row.method_id,
      recipient: { to: row.method_id, locale: 'en', timeZone: null },
      facts: {
        kind: row.kind,
        epoch: row.epoch,
        topic: { epoch: topic?.epoch ?? 0, isOpen: topic?.open ?? false },
        userIsActive: this.people.isActive(row.user_id),
        method: { isVerified: true, isRemoved: false },
        isExpired: row.useless_at !== null && row.useless_at.getTime() <= this.store.time.now,
      },
    };
  }
}
