import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Territory } from '../../api/contract.js';

/** Every territory there is; empty until loaded. */
export function useTerritories(): readonly Territory[] {
  return useQuery(api.queryOptions('get', '/territories', {})).data?.items ?? [];
}
