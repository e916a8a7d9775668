import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { Timers } from '../../platform/kernel/timers.js';

/**
 * Places inside, of one source and of all; a small delivery takes one, any other sixteen: three large ones of a source, so that their bodies
 * find room, or as many small ones as are worth taking together. How many connections to the database they share is not decided here.
 */
const OF_ONE = 48;
const OF_ALL = 80;
const PLACES = { small: 1, large: 16 } as const;
/**
 * As many of one source wait, and of all; for so long (ms), of the ten seconds after which Alertmanager gives up. Who waits costs nothing, its
 * body not being read yet; who is sent away comes again, and costs each time.
 */
const WAITING_OF_ONE = 100;
const WAITING_OF_ALL = 300;
const PATIENCE_MS = 4000;

/** Who stands before the gate. */
export interface Sender {
  /** by what those of one source are known */
  readonly from: string;
  /** of what it sends, as it says itself */
  readonly size: keyof typeof PLACES;
  /** whether it left: what it sent is taken for nobody */
  readonly isGone: () => boolean;
}

interface Waiting extends Sender {
  readonly let: () => void;
  readonly refuse: () => void;
}

/**
 * Keeps sources from taking the database to themselves: few deliveries at once, some wait, and the others are told to come again, before
 * anybody asks whose they are. In the memory of this process, so that it holds whatever else is unavailable.
 */
@Injectable()
export class IntakeGate {
  private readonly inside = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly timers: Timers) {}

  /** @throws DomainError `dependency-unavailable` when too many come at once: the sender tries again */
  async pass<T>(sender: Sender, work: () => Promise<T>): Promise<T> {
    this.assertRoom(sender);
    if (this.hasRoom(sender)) this.enter(sender);
    else await this.wait(sender);
    try {
      return await work();
    } finally {
      this.leave(sender);
    }
  }

  /** @throws DomainError `dependency-unavailable` when there is no room for another one of these, not even to wait */
  assertRoom(sender: Pick<Sender, 'from' | 'size'>): void {
    if (this.hasRoom(sender)) return;
    const ofOne = this.waitingOf(sender).length;
    if (ofOne >= WAITING_OF_ONE || this.waiting.size >= WAITING_OF_ALL) throw busy();
  }

  private enter({ from, size }: Sender): void {
    this.inside.set(from, this.insideOf(from) + PLACES[size]);
  }

  private insideOf(from: string): number {
    return this.inside.get(from) ?? 0;
  }

  private waitingOf({ from }: Pick<Sender, 'from'>): Waiting[] {
    return [...this.waiting].filter((one) => one.from === from);
  }

  /** Nobody gets in before another one of the same source that waits, however small what it sends. */
  private hasRoom(sender: Pick<Sender, 'from' | 'size'>): boolean {
    return this.waitingOf(sender).length === 0 && this.fits(sender);
  }

  private fits({ from, size }: Pick<Sender, 'from' | 'size'>): boolean {
    const all = [...this.inside.values()].reduce((sum, count) => sum + count, 0);
    const more = PLACES[size];
    return all + more <= OF_ALL && this.insideOf(from) + more <= OF_ONE;
  }

  private wait(sender: Sender): Promise<void> {
    return new Promise((resolve, reject) => {
      const out = () => {
        cancel();
        this.waiting.delete(waiting);
      };
      const refuse = () => {
        out();
        reject(busy());
      };
      const cancel = this.timers.after(PATIENCE_MS, refuse);
      const waiting: Waiting = {
        ...sender,
        refuse,
        let: () => {
          out();
          this.enter(sender);
          resolve();
        },
      };
      this.waiting.add(waiting);
    });
  }

  private leave({ from, size }: Sender): void {
    const left = this.insideOf(from) - PLACES[size];
    if (left > 0) this.inside.set(from, left);
    else this.inside.delete(from);
    for (const one of this.waiting) if (one.isGone()) one.refuse();
    for (let next = this.next(); next; next = this.next()) next.let();
  }

  /** Of those that came first of their sources, the one of which the fewest are inside. */
  private next(): Waiting | undefined {
    const first = [...Map.groupBy(this.waiting, (one) => one.from).values()].flatMap(
      ([one]) => one ?? [],
    );
    return first
      .filter((one) => this.fits(one))
      .toSorted((a, b) => this.insideOf(a.from) - this.insideOf(b.from))[0];
  }
}

function busy(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Too many deliveries come at once. Nothing was taken; send it again.',
  );
}
