/** A tab that rings when its owner is paged, as the server knows of it. */
export interface ArmedConsole {
  /** the tab: its own choice, a UUID */
  readonly id: string;
  readonly armedAt: Date;
  /** from when on it counts as none, unless it says again that it is armed */
  readonly staleAt: Date;
}

/** A tab that did not say so for this long, in milliseconds, is not armed any more: it says so every 15 s, and one word may get lost. */
export const STALE_AFTER_MS = 30_000;
/** As many as one person has event streams. */
export const MOST_CONSOLES = 20;
