/** Where waiting enters background work, as time enters through `Clock`: a test moves both. */
export abstract class Timers {
  /**
   * Calls `then` once.
   * @param ms milliseconds from now
   * @returns cancels the call; without effect once it was made
   */
  abstract after(ms: number, then: () => void): () => void;
}

export class SystemTimers extends Timers {
  after(ms: number, then: () => void): () => void {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  }
}
