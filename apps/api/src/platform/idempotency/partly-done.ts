import {
  CommitUnheard,
  isPoolBusy,
  isServerBusy,
  isServerUnavailable,
} from '../kernel/database-errors.js';
import { DomainError } from '../kernel/domain-error.js';

/** Of what was refused only because there was too much of it, or a server was away. */
const PASSING: ReadonlySet<string> = new Set(['dependency-unavailable', 'rate-limited']);

/**
 * What is told of a request that failed after one of its transactions was committed: what says that nothing was changed, or that it may
 * simply be sent again, is not true of it any more.
 * @returns the error itself where it says neither
 */
export function partlyDone(error: unknown): unknown {
  const isPassing =
    isPoolBusy(error) ||
    isServerBusy(error) ||
    (isServerUnavailable(error) && !(error instanceof CommitUnheard)) ||
    (error instanceof DomainError && PASSING.has(error.code));
  if (!isPassing) return error;
  return new DomainError(
    'dependency-unavailable',
    'A part of this may have been done before the rest failed. Look what it changed before you make it again.',
  );
}
