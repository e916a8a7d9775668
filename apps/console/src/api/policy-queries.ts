import { queryOptions } from '@tanstack/react-query';
import { api, client } from './client.js';
import type { EscalationSimulation } from './contract.js';
import { everyPage } from './every-page.js';

const LIMIT = 500;
const MINUTE_MS = 60_000;

/** Whom each policy would page first now. Shifts that end are no event: it is asked for again every minute. */
export function allReach(territory: string | null) {
  const narrowed = territory === null ? {} : { territory };
  return queryOptions({
    queryKey: ['get', '/reach', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/reach', { params: { query: { limit: LIMIT, cursor, ...narrowed } }, signal }),
      ),
    refetchInterval: MINUTE_MS,
  });
}

/** Whom a policy would page, when and by what. @param at RFC 3339; null = now, and then anew every minute */
export function simulationOf(
  slug: string,
  at: string | null,
  severity: EscalationSimulation['severity'],
) {
  return api.queryOptions(
    'get',
    '/escalation-policies/{slug}/simulation',
    { params: { path: { slug }, query: { severity, ...(at === null ? {} : { at }) } } },
    { refetchInterval: at === null ? MINUTE_MS : false },
  );
}
