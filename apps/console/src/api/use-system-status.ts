import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from './api-error.js';
import { api } from './client.js';
import type { SystemStatus } from './contract.js';

const UNANSWERED = new ApiError(0, null);

/** The state of everything Leitstand stands on; asked every 10 s, every 3 s while something is wrong. */
export function useSystemStatus(): UseQueryResult<SystemStatus, unknown> {
  const status = useQuery({
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
  const [last, setLast] = useState<unknown>(UNANSWERED);
  if (status.error !== null && status.error !== last) setLast(status.error);
  // While it is asked again, one that never answered is as unreachable as before: what hangs on that must not come and go.
  const neverAnswered =
    status.data === undefined && status.error === null && status.errorUpdatedAt > 0;
  return neverAnswered
    ? ({ ...status, error: last } as unknown as UseQueryResult<SystemStatus, unknown>)
    : status;
}
