import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { asApiError } from '../api/api-error.js';
import { isAbout, isTouched, leaveAlone } from '../api/invalidations.js';
import type { Thing } from '../api/invalidations.js';
import type { LiveEventName } from '../api/live-events.gen.js';
import { lookAgain } from '../api/look-again.js';
import { useToast } from './use-toast.js';

/** How a write goes on once it is done. */
export interface Written {
  /** What is said, politely, in the corner, as soon as the server has answered; null = nothing. */
  say?: string | (() => string | null);
  /** Leaves the page, before what it showed is asked for again. */
  leave?: () => Promise<void>;
  /** What the write deletes: it is not asked for any more, and forgotten. */
  gone?: Thing;
}

export type Write = <T>(send: () => Promise<T>, then?: Written) => Promise<T>;

/** What the write made old is asked for again, what it deleted is not; before that, `answered`. Gives what `send` gives, throws what it throws. */
async function carryOut<T>(
  queries: QueryClient,
  event: LiveEventName,
  send: () => Promise<T>,
  { leave, gone }: Written,
  answered: () => void,
): Promise<T> {
  const release = gone && leaveAlone(gone);
  try {
    const answer = await send();
    answered();
    await leave?.();
    await queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, event) });
    if (gone)
      queries.removeQueries({
        type: 'inactive',
        predicate: ({ queryKey }) => isAbout(queryKey, gone),
      });
    return answer;
  } finally {
    release?.();
  }
}

/**
 * Sends a write of which the API tells everybody as `event`. What the declaration of that event makes old is asked for again at
 * once, without waiting for the stream. Gives what `send` gives; throws an ApiError, and then asks only where the write may have arrived
 * all the same.
 */
export function useWrite(event: LiveEventName): Write {
  const queries = useQueryClient();
  const toast = useToast();
  return useCallback(
    async (send, then = {}) => {
      const { say } = then;
      // What the answer says is true now; once all was asked for again, something else may be.
      const answered = (): void => {
        const text = typeof say === 'function' ? say() : say;
        if (text !== undefined && text !== null) toast(text);
      };
      try {
        return await carryOut(queries, event, send, then, answered);
      } catch (fault) {
        const error = asApiError(fault);
        if (error.fate === 'unclear') void lookAgain(queries, event, error);
        throw error;
      }
    },
    [event, queries, toast],
  );
}
