import type { Scope } from '../../platform/kernel/scope.js';

/** Somebody stands in for whoever would be on call. */
export interface Override {
  readonly id: string;
  readonly scheduleId: string;
  readonly userId: string;
  /** half-open */
  readonly start: Date;
  readonly end: Date;
  /** in the order in which they were made: where two overlap, the greater one counts */
  readonly number: number;
  readonly createdAt: Date;
  /** id of the user who made it; null = nobody's token */
  readonly createdBy: string | null;
}
