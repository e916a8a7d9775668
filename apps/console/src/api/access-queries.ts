import { queryOptions } from '@tanstack/react-query';
import { client } from './client.js';
import { everyPage } from './every-page.js';

const LIMIT = 500;

/** Everybody who has access. The keys start like every other: method, path. */
export const allUsers = queryOptions({
  queryKey: ['get', '/users', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/users', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});

/** All invitations that nobody has used yet. */
export const allInvitations = queryOptions({
  queryKey: ['get', '/invitations', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/invitations', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});

/** All tokens of scripts and machines. */
export const allTokens = queryOptions({
  queryKey: ['get', '/tokens', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/tokens', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});
