import { queryOptions } from '@tanstack/react-query';
import { api, client } from './client.js';
import { everyPage } from './every-page.js';

const LIMIT = 500;
/** What arrives is no event: it is asked for again as often (ms). */
const AGAIN_MS = 15_000;

/** Every source of alerts, with what was last heard of it. */
export const allSources = queryOptions({
  queryKey: ['get', '/sources', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/sources', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
  refetchInterval: AGAIN_MS,
});

/** Every heartbeat, with when it was last heard. */
export const allHeartbeats = queryOptions({
  queryKey: ['get', '/heartbeats', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/heartbeats', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
  refetchInterval: AGAIN_MS,
});

const bySlug = (slug: string) => ({ params: { path: { slug } } });
const again = { refetchInterval: AGAIN_MS };

export const sourceOf = (slug: string) =>
  api.queryOptions('get', '/sources/{slug}', bySlug(slug), again);

/** What fires at its Prometheus, and it told nothing of. */
export const findingsOf = (slug: string) =>
  api.queryOptions('get', '/sources/{slug}/findings', bySlug(slug), again);

/** What it sent and could not be read. */
export const rejectedOf = (slug: string) =>
  api.queryOptions('get', '/sources/{slug}/rejected-payloads', bySlug(slug), again);
