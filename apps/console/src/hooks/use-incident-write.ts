import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { IncidentDetail } from '../api/contract.js';
import { incidentOf } from '../api/incident-queries.js';
import type { Became } from './use-say-state.js';
import { useWrite } from './use-write.js';

export type IncidentWrite = (
  send: () => Promise<{ data?: IncidentDetail }>,
  say: (state: Became) => string | null,
) => Promise<void>;

/**
 * Sends a write about an incident. What the server answers is on screen at once, and nothing before it; then all that the write made old is
 * asked for again. What is said, if anything, is the state that the server confirmed, as long as it holds. Throws an ApiError.
 * @param id as in the address
 */
export function useIncidentWrite(id: string): IncidentWrite {
  const queries = useQueryClient();
  const write = useWrite('incident.changed');
  return useCallback(
    async (send, say) => {
      let said: string | null = null;
      const confirmed = async (): Promise<void> => {
        const { data } = await send();
        const { queryKey } = incidentOf(id);
        // A slow answer does not overrule what was heard since.
        if (!data || data.version < (queries.getQueryData<IncidentDetail>(queryKey)?.version ?? 0))
          return;
        queries.setQueryData(queryKey, data);
        said = say(data.mergedInto === null ? data.state : 'merged');
      };
      await write(confirmed, { say: () => said });
    },
    [id, queries, write],
  );
}
