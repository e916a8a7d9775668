import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { IncidentDetail } from '../api/contract.js';
import { incidentOf } from '../api/incident-queries.js';
import { useWrite } from './use-write.js';

export type IncidentWrite = (
  send: () => Promise<{ data?: IncidentDetail }>,
  say: string,
) => Promise<void>;

/**
 * Sends a write about an incident. What the server answers is on screen at once, and nothing before it; then all that the write made old is
 * asked for again. Throws what `send` throws.
 * @param id as in the address
 */
export function useIncidentWrite(id: string): IncidentWrite {
  const queries = useQueryClient();
  const write = useWrite('incident.changed');
  return useCallback(
    async (send, say) => {
      const confirmed = async (): Promise<void> => {
        const { data } = await send();
        if (data) queries.setQueryData(incidentOf(id).queryKey, data);
      };
      await write(confirmed, { say });
    },
    [id, queries, write],
  );
}
