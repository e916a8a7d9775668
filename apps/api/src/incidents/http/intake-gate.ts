import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { Timers } from '../../platform/kernel/timers.js';

/** Deliveries that are taken at once, of one source and of all: half the connections that a process keeps to the database. */
const OF_ONE = 3;
const OF_ALL = 5;
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
    const { from } = sender;
    this.assertRoom(from);
    if (this.hasRoom(from)) this.enter(from);
    else await this.wait(sender);
    try {
      return await work();
    } finally {
      this.leave(from);
    }
  }

  /** @throws DomainError `dependency-unavailable` when there is no room for another one of these, not even to wait */
  assertRoom(from: string): void {
    if (this.hasRoom(from)) return;
    const ofOne = [...this.waiting].filter((one) => one.from === from).length;
    if (ofOne >= WAITING_OF_ONE || this.waiting.size >= WAITING_OF_ALL) throw busy();
  }

  private enter(from: string): void {
    this.inside.set(from, this.insideOf(from) + 1);
  }

  private insideOf(from: string): number {
    return this.inside.get(from) ?? 0;
  }

  private hasRoom(from: string): boolean {
    const all = [...this.inside.values()].reduce((sum, count) => sum + count, 0);
    return all < OF_ALL && this.insideOf(from) < OF_ONE;
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
          this.enter(sender.from);
          resolve();
        },
      };
      this.waiting.add(waiting);
    });
  }

  private leave(from: string): void {
    const left = this.insideOf(from) - 1;
    if (left > 0) this.inside.set(from, left);
    else this.inside.delete(from);
    for (const one of this.waiting) if (one.isGone()) one.refuse();
    // The one that came first, of those of which the fewest are inside.
    [...this.waiting]
      .filter((one) => this.hasRoom(one.from))
      .toSorted((a, b) => this.insideOf(a.from) - this.insideOf(b.from))[0]
      ?.let();
  }
}

function busy(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Too many deliveries come at once. Nothing was taken; send it again.',
  );
}
