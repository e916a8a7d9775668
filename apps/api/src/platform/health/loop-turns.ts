const EVERY_MS = 100;
const KEPT_MS = 60_000;

/** Sees how long the event loop of this process stood still: for as long a timer came late, and nothing that arrived was read. */
export class LoopTurns {
  private last = performance.now();
  private stops: { readonly end: number; readonly ms: number }[] = [];
  private timer: NodeJS.Timeout | null = null;

  begin(): void {
    this.end();
    this.last = performance.now();
    this.timer = setInterval(() => this.turn(), EVERY_MS).unref();
  }

  end(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** The longest standstill, in milliseconds, that went on after `since` (of `performance.now`), one that ends just now included. */
  longestSince(since: number): number {
    this.turn();
    return Math.max(0, ...this.stops.filter(({ end }) => end > since).map(({ ms }) => ms));
  }

  private turn(): void {
    const now = performance.now();
    const ms = now - this.last - EVERY_MS;
    this.last = now;
    if (ms < EVERY_MS) return;
    this.stops = [...this.stops.filter(({ end }) => now - end < KEPT_MS), { end: now, ms }];
  }
}
