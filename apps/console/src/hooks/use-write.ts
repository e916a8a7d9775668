import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isTouched } from '../api/invalidations.js';
import type { LiveEventName } from '../api/live-events.gen.js';
import { useToast } from './use-toast.js';

/** How a write goes on once it is done. */
export interface Written {
  /** What is said, politely, in the corner. */
  say?: string;
  /** Leaves the page, before what it showed is asked for again. */
  leave?: () => Promise<void>;
}

export type Write = <T>(send: () => Promise<T>, then?: Written) => Promise<T>;

/**
 * Sends a write of which the API tells everybody as `event`. What the declaration of that event makes old is asked for again at
 * once, without waiting for the stream. Gives what `send` gives; throws what it throws, and then nothing is asked for.
 */
export function useWrite(event: LiveEventName): Write {
  const queries = useQueryClient();
  const toast = useToast();
  return useCallback(
    async (send, { say, leave } = {}) => {
      const answer = await send();
      await leave?.();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, event) });
      if (say !== undefined) toast(say);
      return answer;
    },
    [event, queries, toast],
  );
}
