import { Write, type UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import type { EscalationRun } from '../../../apps/api/src/escalation/domain/escalation-run.js';
import type { AlertState } from '../../../apps/api/src/incidents/domain/alert-state.js';
import type { Incident } from '../../../apps/api/src/incidents/domain/incident.js';
import type { NewRow } from '../../../apps/api/src/notifications/db/notifications.repository.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import type { Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { gone, type SimProcess, type VirtualTime } from './virtual-time.js';

/** A notification, as its row is. */
export interface SimNotification extends Omit<NewRow, 'due_at'> {
  readonly number: number;
  readonly due: number;
  state: string;
  attempt: number;
  next: number;
  ended: number | null;
  /** attempts of which nobody knows what came of them */
  lost: number;
  started: number[];
}

export interface SimTopic {
  readonly id: string;
  readonly territory: string;
  epoch: number;
  open: boolean;
}

/** What is known of one thing that alerts are about. */
export interface SimGroup {
  readonly service: string;
  alert: AlertState;
  incident: string | null;
}

/** How long somebody waits for a row that another one has. */
const LOCK_PATIENCE_MS = 10_000;

/** One transaction: what it wrote is taken back unless it is committed, what it locked is free when it is over. */
export class SimTx {
  readonly undo: (() => void)[] = [];
  /** called at the moment of the commit */
  readonly committed: (() => void)[] = [];
  /** called after those, with what stands from then on */
  readonly settled: (() => void)[] = [];
  readonly locks = new Map<string, 'share' | 'write'>();
  isOver = false;

  constructor(
    readonly process: SimProcess,
    private readonly store: Store,
  ) {}

  /** Every statement takes time, and fails where the server is gone. */
  async turn(): Promise<void> {
    await this.process.turn();
    if (this.isOver) throw gone();
  }

  /** What `select leitstand_now()` asks: the database's clock. */
  getExecutor(): unknown {
    return {
      transformQuery: (node: unknown) => node,
      compileQuery: () => ({}),
      executeQuery: async () => {
        await this.turn();
        return { rows: [{ now: new Date(this.store.time.now) }] };
      },
    };
  }

  /** @returns whether it has the row; nobody waits */
  tryLock(key: string, mode: 'share' | 'write' = 'write'): boolean {
    return this.store.lock(this, key, mode);
  }

  async lock(key: string): Promise<void> {
    const since = this.store.time.now;
    while (!this.tryLock(key)) {
      await this.turn();
      if (this.store.time.now - since > LOCK_PATIENCE_MS)
        throw Object.assign(new Error(`${key} is taken`), { code: '57P05' });
    }
  }

  /** Changes a row, until it is taken back. */
  set<T extends object>(row: T, change: Partial<T>): void {
    const before = Object.fromEntries(
      Object.keys(change).map((name) => [name, row[name as keyof T]]),
    );
    this.undo.push(() => Object.assign(row, before));
    Object.assign(row, change);
  }

  put<K, V>(rows: Map<K, V>, key: K, row: V): void {
    const before = rows.get(key);
    this.undo.push(() => void (before === undefined ? rows.delete(key) : rows.set(key, before)));
    rows.set(key, row);
  }

  abort(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const back of this.undo.toReversed()) back();
    this.store.release(this);
  }

  commit(): void {
    this.isOver = true;
    this.process.open.delete(this);
    this.store.release(this);
    for (const call of [...this.committed, ...this.settled]) call();
  }
}

/** The database: rows, locks, and whether it is there. */
export class Store {
  readonly incidents = new Map<string, Incident>();
  readonly topics = new Map<string, SimTopic>();
  readonly groups = new Map<string, SimGroup>();
  /** by incident, oldest first */
  readonly runs = new Map<string, EscalationRun[]>();
  readonly notifications = new Map<string, SimNotification>();
  /** rows by what may be there once */
  readonly unique = new Map<string, string>();
  isUp = true;
  /** called after each commit */
  changed: () => void = () => undefined;
  private readonly held = new Map<string, Set<SimTx>>();
  private readonly live = new Set<SimTx>();

  constructor(readonly time: VirtualTime) {}

  async transaction<T>(process: SimProcess, work: (tx: SimTx) => Promise<T>): Promise<T> {
    const tx = new SimTx(process, this);
    process.open.add(tx);
    this.live.add(tx);
    try {
      await process.turn();
      if (!this.isUp) throw gone();
      const result = await work(tx);
      await tx.turn();
      tx.commit();
      this.live.delete(tx);
      this.changed();
      await process.turn(); // the answer to COMMIT is on its way
      return result;
    } catch (error) {
      tx.abort();
      process.open.delete(tx);
      this.live.delete(tx);
      throw error;
    }
  }

  /** It breaks down: whatever is not committed is gone. */
  crash(): void {
    this.isUp = false;
    for (const tx of this.live) tx.abort();
    this.live.clear();
  }

  lock(tx: SimTx, key: string, mode: 'share' | 'write'): boolean {
    const holders = this.held.get(key) ?? new Set<SimTx>();
    for (const other of holders)
      if (other !== tx && (mode === 'write' || other.locks.get(key) === 'write')) return false;
    holders.add(tx);
    this.held.set(key, holders);
    tx.locks.set(key, tx.locks.get(key) === 'write' ? 'write' : mode);
    return true;
  }

  release(tx: SimTx): void {
    this.live.delete(tx);
    for (const key of tx.locks.keys()) {
      const holders = this.held.get(key);
      holders?.delete(tx);
      if (holders?.size === 0) this.held.delete(key);
    }
  }
}

/** The one write door, on a store. */
export function unitOn(store: Store, process: SimProcess): UnitOfWork {
  const door = {
    run: <T>(scope: Scope, work: (write: Write) => Promise<T> | T) =>
      store.transaction(process, async (tx) => work(new Write(tx as unknown as Tx, scope))),
  };
  return door as unknown as UnitOfWork;
}

export const simTx = (tx: Tx): SimTx => tx as unknown as SimTx;

/** Whether a snooze holds. */
export const sleeps = ({ snooze }: Incident): boolean => snooze !== null && snooze.endedAt === null;
