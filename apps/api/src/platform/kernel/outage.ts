import { isServerUnavailable } from './database-errors.js';
import { DomainError } from './domain-error.js';

/** Whether background work failed only because a server it needs is unavailable: the next tick tries again, nobody has to be told. */
export function isOutage(error: unknown): boolean {
  return (
    isServerUnavailable(error) ||
    (error instanceof DomainError && error.code === 'dependency-unavailable')
  );
}
