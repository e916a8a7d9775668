import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { pages } from '#contract';
import { api, client } from './client.js';
import type { Incident, IncidentEvent } from './contract.js';
import { everyPage } from './every-page.js';
import { serverNow } from '../stores/server-clock.js';

const PAGE = 100;

/** What narrows a list of incidents; null = everything. */
export interface IncidentFilter {
  state: 'open' | Incident['state'] | null;
  class: Incident['class'] | null;
  territory: string | null;
  /** name in paths */
  subject: string | null;
  slo: string | null;
}

function asQuery({ state, class: cls, territory, subject, slo }: Partial<IncidentFilter>) {
  return {
    ...(state ? { state } : {}),
    ...(cls ? { class: cls } : {}),
    ...(territory ? { territory } : {}),
    ...(subject ? { subject } : {}),
    ...(slo ? { slo } : {}),
  };
}

/** Incidents under a filter, newest first, a page at a time. The key starts like every other: method, path. */
export function incidentPages(filter: IncidentFilter) {
  const narrowed = asQuery(filter);
  return infiniteQueryOptions({
    queryKey: ['get', '/incidents', 'pages', narrowed],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const query = { ...narrowed, limit: PAGE, ...cursor };
      const { data } = await client.GET('/incidents', { params: { query }, signal });
      return data ?? { items: [], nextCursor: null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** All incidents that page people and are not resolved. */
export function openPages(territory: string | null) {
  return openOf(asQuery({ state: 'open', class: 'page', territory }));
}

/** Whether a filter lets through what is over, of which there is no end: it is shown by time, a page at a time. */
export const isHistory = ({ state }: IncidentFilter): boolean =>
  state === null || state === 'resolved';

/** All incidents under a filter of which there are few: those that are not resolved. */
export const openIncidents = (filter: IncidentFilter) => openOf(asQuery(filter));

/** Open incidents of the class and territory of one: those that it may turn out to be, newest first. */
export const mergeTargets = ({ class: cls, territory }: Pick<Incident, 'class' | 'territory'>) =>
  openOf(asQuery({ state: 'open', class: cls, territory }));

function openOf(narrowed: ReturnType<typeof asQuery>) {
  return queryOptions({
    queryKey: ['get', '/incidents', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/incidents', {
          params: { query: { ...narrowed, limit: 500, cursor } },
          signal,
        }),
      ),
  });
}

/** Incidents about one subject or one SLO that are not resolved, newest first. */
export const openAbout = (about: { subject: string } | { slo: string }) =>
  api.queryOptions('get', '/incidents', {
    params: { query: { state: 'open', limit: 5, ...about } },
  });

/** @param id of the incident, or its number: `INC-17`, `17` */
const byId = (id: string) => ({ params: { path: { id } } });

export const incidentOf = (id: string) => api.queryOptions('get', '/incidents/{id}', byId(id));

/** What happened before that was like an incident. */
export const similarTo = (id: string) =>
  api.queryOptions('get', '/incidents/{id}/similar', byId(id));

/** How quickly incidents of the last days were heard of, taken on and resolved. */
export function figuresOf(days: number, territory: string | null) {
  return queryOptions({
    queryKey: ['get', '/incidents/figures', days, territory],
    queryFn: async ({ signal }) => {
      const from = new Date(serverNow() - days * 86_400_000).toISOString();
      const query = { from, ...(territory === null ? {} : { territory }) };
      const { data } = await client.GET('/incidents/figures', { params: { query }, signal });
      if (!data) throw new Error('an answer without figures');
      return data;
    },
  });
}

/** How often is asked again while the engine has still to decide, or is late: of what it does then no event tells the console. */
const UNDECIDED_MS = 2_000;

/** Who is paged about an incident next, and when. */
export const escalationOf = (id: string) => {
  const options = api.queryOptions('get', '/incidents/{id}/escalation', byId(id));
  return queryOptions({
    ...options,
    refetchInterval: ({ state: { data } }) =>
      data && (data.pending || (data.next !== null && Date.parse(data.next.at) < serverNow()))
        ? UNDECIDED_MS
        : false,
  });
};

/** Everything that happened to an incident, oldest first, where that is not what was written, and what those are called whom it names. */
export function timelineOf(id: string) {
  return queryOptions({
    queryKey: ['get', '/incidents/{id}/timeline', 'all', id],
    queryFn: async ({ signal }) => {
      const events: IncidentEvent[] = [];
      let brokenAt: number | null = null;
      const names = new Map<string, string>();
      let pinned: readonly number[] = [];
      const fetchPage = async (cursor?: string) => {
        const query = cursor === undefined ? {} : { cursor };
        const { data } = await client.GET('/incidents/{id}/timeline', {
          params: { path: { id }, query },
          signal,
        });
        return data ?? { items: [], nextCursor: null, brokenAt: null, people: [], pinned: [] };
      };
      for await (const page of pages(fetchPage)) {
        events.push(...page.items);
        brokenAt ??= page.brokenAt;
        pinned = page.pinned;
        for (const { id: person, name } of page.people) names.set(person, name);
      }
      return { events, brokenAt, names, pinned: new Set(pinned) };
    },
  });
}
