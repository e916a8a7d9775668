import { isServerAway } from '../../platform/kernel/database-errors.js';
import { Refusal } from '../../platform/kernel/refusal.js';

/** Whether background work failed only because a server it needs is away: the next tick tries again, nobody has to be told. */
export function isOutage(error: unknown): boolean {
  return isServerAway(error) || (error instanceof Refusal && error.code === 'dependency-unavailable');
}
