import { queryOptions } from '@tanstack/react-query';
import { client } from './client.js';
import { everyPage } from './every-page.js';

const LIMIT = 1_000;

/** All subjects, narrowed to a territory when one is chosen. The key starts like every other: method, path. */
export function allSubjects(territory: string | null) {
  const narrowed = territory === null ? {} : { territory };
  return queryOptions({
    queryKey: ['get', '/subjects', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/subjects', {
          params: { query: { limit: LIMIT, cursor, ...narrowed } },
          signal,
        }),
      ),
  });
}

/** All teams, narrowed to a territory when one is chosen. */
export function allTeams(territory: string | null) {
  const narrowed = territory === null ? {} : { territory };
  return queryOptions({
    queryKey: ['get', '/teams', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/teams', { params: { query: { limit: LIMIT, cursor, ...narrowed } }, signal }),
      ),
  });
}

/** All environments, narrowed to a territory when one is chosen. */
export function allEnvironments(territory: string | null) {
  const narrowed = territory === null ? {} : { territory };
  return queryOptions({
    queryKey: ['get', '/environments', 'all', narrowed],
    queryFn: ({ signal }) =>
      everyPage((cursor) =>
        client.GET('/environments', {
          params: { query: { limit: LIMIT, cursor, ...narrowed } },
          signal,
        }),
      ),
  });
}
