import { useQuery } from '@tanstack/react-query';
import { territoryList } from '../../api/queries.js';
import type { Territory } from '../../api/contract.js';

/** Every territory there is; empty until loaded. */
export function useTerritories(): readonly Territory[] {
  return useQuery(territoryList).data?.items ?? [];
}
