import { infiniteQueryOptions } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { pages } from '#contract';
import { client } from './client.js';
import type { AuditEvent, AuditFilter } from './contract.js';

const PAGE = 50;
const EXPORT_PAGE = 200;

/** The audit trail under a filter, newest first, a page at a time. New entries are not slipped in under the reader. */
export function auditPages(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit-pages', filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        ...filter,
        limit: PAGE,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      const { data } = await client.GET('/audit', { params: { query }, signal });
      return data ?? { items: [], nextCursor: null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchOnWindowFocus: false,
  });
}

/** Goes back to the newest page: one request, however many pages were loaded before. */
export function newestPage(queries: QueryClient, filter: AuditFilter): void {
  const { queryKey } = auditPages(filter);
  queries.setQueryData(
    queryKey,
    (loaded) =>
      loaded && { pages: loaded.pages.slice(0, 1), pageParams: loaded.pageParams.slice(0, 1) },
  );
  void queries.invalidateQueries({ queryKey });
}

/** Every entry under a filter, for export. `onProgress` hears how many there are so far. */
export async function everyAuditEvent(
  filter: AuditFilter,
  onProgress: (count: number) => void,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  const fetchPage = async (cursor?: string) => {
    const query = { ...filter, limit: EXPORT_PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const { data } = await client.GET('/audit', { params: { query } });
    return data ?? { items: [], nextCursor: null };
  };
  for await (const { items } of pages(fetchPage)) {
    events.push(...items);
    onProgress(events.length);
  }
  return events;
}
