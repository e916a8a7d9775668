import { QueryClient } from '@tanstack/react-query';
import { asApiError } from './api-error.js';

/** Answers of the client's own fault are final; a lost connection or a broken server is worth two more tries. */
function worthRetrying(failures: number, error: unknown): boolean {
  const { status } = asApiError(error);
  const passing = status === 0 || status === 502 || status === 503 || status === 504;
  return passing && failures < 2;
}

/** Live events invalidate; the stale time only stops double fetches while someone clicks around. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: worthRetrying,
        staleTime: 15_000,
        networkMode: 'always',
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
