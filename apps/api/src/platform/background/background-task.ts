import { DiscoveryService } from '@nestjs/core';

/** When a task runs. It always runs once at start. */
export interface BackgroundTaskOptions {
  /** `<room>.<verb>`; names its metrics, its log lines and what wakes it */
  readonly name: string;
  /** milliseconds from one tick to the next; a tick that falls into a run is left out */
  readonly every: number;
  /** events after which it runs promptly */
  readonly wokenBy?: readonly { readonly name: string }[];
  /** channel of PostgreSQL's NOTIFY on which it runs promptly */
  readonly channel?: string;
}

/**
 * Work that a process does by itself. It finds in PostgreSQL what is due: whatever woke it says nothing, may come twice and may
 * never come.
 */
export interface Task {
  /**
   * One pass, alone in this process. Several processes may run at once: work that must not takes a lease.
   * @param stopping aborted when the process ends; a long pass should end at its next step
   */
  run(stopping: AbortSignal): Promise<void>;
}

/** Marks a `*.ticker.ts` class in a feature's `jobs/`, which the worker then runs. */
export const BackgroundTask = DiscoveryService.createDecorator<BackgroundTaskOptions>();
