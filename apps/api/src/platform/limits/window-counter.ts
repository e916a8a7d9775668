/** How often something happened in the window that runs, and when that ends. */
export interface Count {
  readonly count: number;
  /** milliseconds until the window ends */
  readonly msLeft: number;
}

const MOST = 10_000;

/** Counts in the memory of this process, in windows that begin with the first event. Bounded: past the bound the oldest window is forgotten. */
export class WindowCounter {
  private readonly windows = new Map<string, { count: number; readonly endsAt: number }>();

  /** @param now and @param windowMs in milliseconds */
  hit(key: string, windowMs: number, now: number): Count {
    const running = this.windows.get(key);
    if (running && running.endsAt > now) {
      running.count += 1;
      return { count: running.count, msLeft: running.endsAt - now };
    }
    this.windows.delete(key); // a window that begins anew is the youngest again
    if (this.windows.size >= MOST) this.dropOldest();
    this.windows.set(key, { count: 1, endsAt: now + windowMs });
    return { count: 1, msLeft: windowMs };
  }

  private dropOldest(): void {
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}
