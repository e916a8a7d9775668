import { queryOptions } from '@tanstack/react-query';
import { client } from './client.js';
import { everyPage } from './every-page.js';

const LIMIT = 500;

/** Every maintenance window, with its next times and what it keeps from people. */
export const allWindows = queryOptions({
  queryKey: ['get', '/maintenance-windows', 'all'],
  queryFn: ({ signal }) =>
    everyPage((cursor) =>
      client.GET('/maintenance-windows', { params: { query: { limit: LIMIT, cursor } }, signal }),
    ),
});
