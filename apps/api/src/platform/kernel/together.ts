import { AsyncResource } from 'node:async_hooks';
import { isOutage } from './outage.js';

/** What waits of one key. */
interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

export interface TogetherRule<T> {
  /** keys that are worked on at once, each by one piece of work */
  readonly atOnce: number;
  /** what one piece of work may come to, in what `sizeOf` says; a single item may be larger */
  readonly most: number;
  readonly sizeOf: (item: T) => number;
}

/**
 * Takes together what waits: the first of a key is worked on at once, and whatever of that key comes meanwhile is the next piece of work, in
 * the order in which it came. Nobody waits for others to come; the more there are, the less each costs.
 */
export class Together<T, R> {
  private readonly lines = new Map<string, Waiting<T, R>[]>();
  private readonly working = new Set<string>();
  /** what is done for several is nobody's request, and nobody's transaction */
  private readonly own = new AsyncResource('Together');

  /** @param work gives a result for each item, in their order */
  constructor(
    private readonly rule: TogetherRule<T>,
    private readonly work: (items: readonly T[]) => Promise<readonly R[]>,
  ) {}

  /**
   * Resolves when the work is done that began after this was called.
   * @throws whatever the work throws; work for several that fails by itself is done for each alone, so that nobody pays for another
   */
  take(key: string, item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const line = this.lines.get(key) ?? [];
      line.push({ item, resolve, reject });
      this.lines.set(key, line);
      this.own.runInAsyncScope(() => this.begin());
    });
  }

  private begin(): void {
    for (const key of this.lines.keys()) {
      if (this.working.size >= this.rule.atOnce) return;
      if (this.working.has(key)) continue;
      this.working.add(key);
      void this.one(key);
    }
  }

  private async one(key: string): Promise<void> {
    await this.done(this.next(key));
    this.working.delete(key);
    this.begin();
  }

  private next(key: string): Waiting<T, R>[] {
    const line = this.lines.get(key) ?? [];
    let size = 0;
    const end = line.findIndex(({ item }) => (size += this.rule.sizeOf(item)) > this.rule.most);
    const taken = line.splice(0, end === -1 ? line.length : Math.max(1, end));
    this.lines.delete(key);
    if (line.length > 0) this.lines.set(key, line); // behind the other keys
    return taken;
  }

  private async done(taken: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.work(taken.map(({ item }) => item));
      for (const [i, { resolve }] of taken.entries()) resolve(results[i] as R);
    } catch (error) {
      if (taken.length === 1 || isOutage(error)) for (const { reject } of taken) reject(error);
      else for (const one of taken) await this.done([one]);
    }
  }
}
