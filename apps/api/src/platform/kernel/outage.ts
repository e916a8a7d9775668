import { isServerAway } from './database-errors.js';
import { Refusal } from './refusal.js';

/** Whether background work failed only because a server it needs is away: the next tick tries again, nobody has to be told. */
export function isOutage(error: unknown): boolean {
  return (
    isServerAway(error) || (error instanceof Refusal && error.code === 'dependency-unavailable')
  );
}
