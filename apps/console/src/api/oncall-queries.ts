import { queryOptions } from '@tanstack/react-query';
import { api, client } from './client.js';
import { everyPage } from './every-page.js';

const LIMIT = 500;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back shifts are asked for: since when somebody has been on call is told of turns of a week, too. */
const BACK = 8 * DAY;
const AHEAD = 28 * DAY;

/** Who is on call now by each schedule. A shift that ends is no event: it is asked for again every minute. */
export function allOnCall(territory: string | null) {
  const narrowed = territory === null ? {} : { territory };
  return queryOptions({
    queryKey: ['get', '/on-call', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/on-call', {
          params: { query: { limit: LIMIT, cursor, ...narrowed } },
          signal,
        }),
      ),
    refetchInterval: 60_000,
  });
}

/** Every escalation policy. */
export const allPolicies = queryOptions({
  queryKey: ['get', '/escalation-policies', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/escalation-policies', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});

/** Every schedule. */
export const allSchedules = queryOptions({
  queryKey: ['get', '/schedules', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/schedules', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});

const bySlug = (slug: string) => ({ params: { path: { slug } } });

export const policyOf = (slug: string) =>
  api.queryOptions('get', '/escalation-policies/{slug}', bySlug(slug));

export const scheduleOf = (slug: string) =>
  api.queryOptions('get', '/schedules/{slug}', bySlug(slug));

/** Overrides of a schedule that are not over. */
export const overridesOf = (slug: string) =>
  api.queryOptions('get', '/schedules/{slug}/overrides', bySlug(slug));

/** Shifts and gaps of a schedule for the four weeks after an instant, and of a few days before; the same all hour long. */
export function shiftsOf(slug: string, now: Date) {
  const hour = Math.floor(now.getTime() / HOUR) * HOUR;
  const query = {
    from: new Date(hour - BACK).toISOString(),
    to: new Date(hour + AHEAD).toISOString(),
  };
  return api.queryOptions('get', '/schedules/{slug}/shifts', {
    params: { path: { slug }, query },
  });
}

/** What a schedule took of each of its people. @param weeks until now */
export const fairnessOf = (slug: string, weeks: '4' | '12' | '26') =>
  api.queryOptions('get', '/schedules/{slug}/fairness', {
    params: { path: { slug }, query: { weeks } },
  });

/** Notes that were left for whoever came next by a schedule. */
export const handoversOf = (slug: string) =>
  api.queryOptions('get', '/schedules/{slug}/handovers', { params: { path: { slug } } });

/** Notes that wait for me. Asked again by itself: that a shift begins is told by no event. */
export const ownHandovers = {
  ...api.queryOptions('get', '/me/handovers', {}),
  refetchInterval: 60_000,
};
