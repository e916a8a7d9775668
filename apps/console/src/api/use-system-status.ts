import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { api } from './client.js';
import type { SystemStatus } from './contract.js';

/** The state of everything Leitstand stands on; asked every 10 s, every 3 s while something is wrong. */
export function useSystemStatus(): UseQueryResult<SystemStatus, unknown> {
  return useQuery({
    ...api.queryOptions('get', '/status', {}),
    retry: false,
    staleTime: 2_000,
    refetchInterval: ({ state }) => {
      const troubled =
        state.error !== null ||
        state.data?.components.some((component) => component.state !== 'up');
      return troubled ? 3_000 : 10_000;
    },
  });
}
