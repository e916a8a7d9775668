import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { api, client } from '../../api/client.js';
import type { SampleSwitches } from '../../api/contract.js';

export type Switches = Pick<SampleSwitches, 'load' | 'errors' | 'slowness'>;

const TOTALS_EVERY_MS = 5_000;

/** The sample service's switches and its running totals; what is shown is what the service confirmed. */
export function useSample(): {
  query: UseQueryResult<SampleSwitches, unknown>;
  set: UseMutationResult<SampleSwitches | undefined, unknown, Switches>;
} {
  const queries = useQueryClient();
  const options = api.queryOptions('get', '/sample', {});
  const query = useQuery({ ...options, refetchInterval: TOTALS_EVERY_MS, retry: false });
  const set = useMutation({
    mutationFn: async (body: Switches) => (await client.PUT('/sample', { body })).data,
    onSuccess: (confirmed) => {
      if (confirmed) queries.setQueryData(options.queryKey, confirmed);
    },
  });
  return { query, set };
}
