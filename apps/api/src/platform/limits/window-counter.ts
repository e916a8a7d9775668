import { LRUCache } from 'lru-cache';

/** How often something happened in the window that runs, and when that ends. */
export interface Count {
  readonly count: number;
  /** milliseconds until the window ends */
  readonly msLeft: number;
}

const MAX_WINDOWS = 10_000;

/** Counts in the memory of this process, in windows that begin with the first event. Bounded: past the bound the oldest window is forgotten. */
export class WindowCounter {
  private readonly windows = new LRUCache<string, { count: number; readonly endsAt: number }>({
    max: MAX_WINDOWS,
  });

  /** @param now and @param windowMs in milliseconds */
  hit(key: string, windowMs: number, now: number): Count {
    const running = this.windows.peek(key); // does not make it younger
    if (running && running.endsAt > now) {
      running.count += 1;
      return { count: running.count, msLeft: running.endsAt - now };
    }
    this.windows.set(key, { count: 1, endsAt: now + windowMs });
    return { count: 1, msLeft: windowMs };
  }

  /** How often `key` was counted in the window that runs. */
  count(key: string, now: number): number {
    const running = this.windows.peek(key);
    return running && running.endsAt > now ? running.count : 0;
  }

  /** Takes one back of what was counted in the window that runs. */
  takeBack(key: string, now: number): void {
    const running = this.windows.peek(key);
    if (running && running.endsAt > now && running.count > 0) running.count -= 1;
  }
}
