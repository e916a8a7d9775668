import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { Timers } from '../../platform/kernel/timers.js';

/** Deliveries that are taken at once, of one source and of all; as many of one source wait, for so long (ms). */
const OF_ONE = 4;
const OF_ALL = 8;
const WAITING = 100;
const PATIENCE_MS = 5000;

interface Waiting {
  readonly source: string;
  readonly let: () => void;
}

/**
 * Keeps sources from taking the database to themselves: few deliveries at once, some wait, and the others are told to come again. In the
 * memory of this process, so that it holds whatever else is unavailable.
 */
@Injectable()
export class IntakeGate {
  private readonly inside = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly timers: Timers) {}

  /** @throws DomainError `dependency-unavailable` when too many come at once: the sender tries again */
  async pass<T>(source: string, work: () => Promise<T>): Promise<T> {
    if (this.hasRoom(source)) this.enter(source);
    else await this.wait(source);
    try {
      return await work();
    } finally {
      this.leave(source);
    }
  }

  private enter(source: string): void {
    this.inside.set(source, (this.inside.get(source) ?? 0) + 1);
  }

  private hasRoom(source: string): boolean {
    const all = [...this.inside.values()].reduce((sum, count) => sum + count, 0);
    return all < OF_ALL && (this.inside.get(source) ?? 0) < OF_ONE;
  }

  private wait(source: string): Promise<void> {
    const ofSource = [...this.waiting].filter((one) => one.source === source).length;
    if (ofSource >= WAITING) throw busy();
    return new Promise((resolve, reject) => {
      const cancel = this.timers.after(PATIENCE_MS, () => {
        this.waiting.delete(waiting);
        reject(busy());
      });
      const waiting: Waiting = {
        source,
        let: () => {
          cancel();
          this.waiting.delete(waiting);
          this.enter(source);
          resolve();
        },
      };
      this.waiting.add(waiting);
    });
  }

  private leave(source: string): void {
    const left = (this.inside.get(source) ?? 1) - 1;
    if (left > 0) this.inside.set(source, left);
    else this.inside.delete(source);
    [...this.waiting].find((one) => this.hasRoom(one.source))?.let();
  }
}

function busy(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Too many deliveries come at once. Nothing was taken; send it again.',
  );
}
