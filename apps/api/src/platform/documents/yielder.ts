import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE_MS = 10;

/** Gives the event loop back now and then during long work, so that other requests are answered meanwhile. */
export class Yielder {
  private since = performance.now();

  /** Call between two small pieces of the work. */
  async yieldIfDue(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await nextTurn();
    this.since = performance.now();
  }
}
