import type { Timers } from '../kernel/timers.js';

/** When one task runs: at start, every so often, and when woken; never twice at once. */
export class TaskLoop {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private cancel: () => void = () => undefined;

  /**
   * @param every milliseconds from one tick to the next
   * @param pass one run; must not reject
   */
  constructor(
    private readonly every: number,
    private readonly timers: Timers,
    private readonly pass: () => Promise<void>,
  ) {}

  start(): void {
    this.tick();
  }

  /** Runs now; during a run, exactly once more after it, however often it is called. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) this.again = true;
    else this.running = this.passes();
  }

  /** No further run begins. */
  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  /** The run that is under way; null when there is none. */
  get current(): Promise<void> | null {
    return this.running;
  }

  private tick(): void {
    this.cancel = this.timers.after(this.every, () => this.tick());
    if (!this.running) this.wake();
  }

  private async passes(): Promise<void> {
    do {
      this.again = false;
      await this.pass();
    } while (this.again && !this.stopped);
    this.running = null; // at once, so that no wake falls between the last look and this
  }
}
