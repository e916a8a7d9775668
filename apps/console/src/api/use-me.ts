import type { Permission } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from './client.js';
import type { Me } from './contract.js';

export const meQuery = api.queryOptions('get', '/me', {}, { staleTime: 60_000 });

/** Who is signed in. Inside the shell this is always there; before sign-in it is undefined. */
export function useMe(): Me | undefined {
  return useQuery({ ...meQuery, enabled: false }).data;
}

/** Whether the person may do something. The server decides again on every request. */
export function useCan(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}
