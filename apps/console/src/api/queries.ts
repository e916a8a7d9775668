import { queryOptions } from '@tanstack/react-query';
import { api, client } from './client.js';
import { everySlo } from './every-slo.js';

/** All objectives with their readings, most urgent first, or all of one subject. The key starts like every other: method, path. */
export function allSlos(filter: { subject?: string }) {
  return queryOptions({
    queryKey: ['get', '/slos', 'all', filter],
    queryFn: ({ signal }) =>
      everySlo((cursor) =>
        client.GET('/slos', { params: { query: { ...filter, sort: 'name', cursor } }, signal }),
      ),
  });
}

/** All objectives there are. */
export const sloList = allSlos({});

/** How I am reached. */
export const ownMethods = api.queryOptions('get', '/me/methods', {});

/** Secret addresses at which my calendars read shifts. */
export const ownFeeds = api.queryOptions('get', '/me/feeds', {});

/** What I am being paged about, and what my armed consoles ring for. */
export const ownPages = api.queryOptions('get', '/me/pages', {});

export const territoryList = api.queryOptions('get', '/territories', {});

const bySlug = (slug: string) => ({ params: { path: { slug } } });

export const sloOf = (slug: string) => api.queryOptions('get', '/slos/{slug}', bySlug(slug));

/** Which series an objective reads in vain; Prometheus is asked, so now and then is often enough. */
export const sloSeriesOf = (slug: string) =>
  api.queryOptions('get', '/slos/{slug}/series', bySlug(slug), { refetchInterval: 60_000 });

/** What of an objective's window is in no number. */
export const sloGapsOf = (slug: string) =>
  api.queryOptions('get', '/slos/{slug}/gaps', bySlug(slug), { refetchInterval: 60_000 });

/** What a stretch of time took from an objective's budget; while it goes on, it grows. */
export const sloSpentOf = (slug: string, from: string, to: string | null) =>
  api.queryOptions(
    'get',
    '/slos/{slug}/spent',
    { params: { path: { slug }, query: { from, ...(to === null ? {} : { to }) } } },
    { refetchInterval: to === null ? 60_000 : false },
  );

export const subjectOf = (slug: string) =>
  api.queryOptions('get', '/subjects/{slug}', bySlug(slug));

export const teamOf = (slug: string) => api.queryOptions('get', '/teams/{slug}', bySlug(slug));
