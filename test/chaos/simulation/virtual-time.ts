import { Timers } from '../../../apps/api/src/platform/kernel/timers.js';
import { seeded } from '../../bench/slo/random.js';

/** Chance of a simulated world: the same numbers for the same seed. */
export class Chance {
  private readonly next: () => number;

  constructor(readonly seed: number) {
    this.next = seeded(seed);
  }

  /** @returns whether it happens, with that probability */
  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A number in [from, to). */
  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.next() * of.length)] as T;
  }

  /** Time until something that happens every so often on average. */
  wait(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }
}

interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly call: () => void;
}

/** Time that goes from one appointment to the next, however long it is between them; unix milliseconds. */
export class VirtualTime {
  private readonly heap: Appointment[] = [];
  private order = 0;

  constructor(public now: number) {}

  at(time: number, call: () => void): void {
    this.push({ at: Math.max(time, this.now), order: this.order++, call });
  }

  /** Lets everything happen that is due until `end`, in order, each as far as it comes without waiting. */
  async until(end: number, after: () => void): Promise<void> {
    for (let next = this.heap[0]; next && next.at <= end; next = this.heap[0]) {
      this.pop();
      this.now = next.at;
      next.call();
      await new Promise(setImmediate);
      after();
    }
    this.now = end;
  }

  private push(one: Appointment): void {
    const { heap } = this;
    let i = heap.push(one) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!isBefore(one, heap[up] as Appointment)) break;
      heap[i] = heap[up] as Appointment;
      i = up;
    }
    heap[i] = one;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= heap.length) break;
      const right = heap[down + 1];
      if (right && isBefore(right, heap[down] as Appointment)) down += 1;
      if (!isBefore(heap[down] as Appointment, last)) break;
      heap[i] = heap[down] as Appointment;
      i = down;
    }
    heap[i] = last;
  }
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** What the driver says of a server that is gone. */
export const gone = () =>
  Object.assign(new Error('the database is gone'), { code: 'ECONNREFUSED' });

/** A process: whatever it waits for takes some time, and it may be dead by then. */
export class SimProcess {
  isAlive = true;
  /** it stands still until then: nothing it waits for is seen, no timer goes off */
  stalledUntil = 0;
  /** what dies with it */
  readonly open = new Set<{ abort(): void }>();
  readonly timers: Timers;

  /** @param mortality of one wait */
  constructor(
    readonly name: string,
    readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly mortality: () => number,
    private readonly died: (process: SimProcess) => void,
  ) {
    const alive = () => this.isAlive;
    const stalled = () => this.stalledUntil;
    this.timers = new (class extends Timers {
      after(ms: number, then: () => void): () => void {
        let isOff = false;
        time.at(time.now + ms, () => this.call(then, () => isOff));
        return () => void (isOff = true);
      }

      private call(then: () => void, isOff: () => boolean): void {
        if (stalled() > time.now) time.at(stalled(), () => this.call(then, isOff));
        else if (!isOff() && alive()) then();
      }
    })();
  }

  /** A wait for the world outside: nothing comes back to whoever died meanwhile. @param most milliseconds */
  turn(most = 5): Promise<void> {
    return new Promise((resolve) => {
      if (this.isAlive) this.back(this.time.now + this.chance.between(0.1, most), resolve);
    });
  }

  /** Something is there, which is seen once it does not stand still. */
  private back(at: number, resolve: () => void): void {
    this.time.at(at, () => {
      if (this.stalledUntil > this.time.now) {
        this.back(this.stalledUntil, resolve);
        return;
      }
      if (this.isAlive && this.chance.is(this.mortality())) this.die();
      if (this.isAlive) resolve();
    });
  }

  die(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    for (const one of this.open) one.abort();
    this.open.clear();
    this.died(this);
  }
}
