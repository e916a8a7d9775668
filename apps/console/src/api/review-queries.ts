import { queryOptions } from '@tanstack/react-query';
import type { ActionItem, ListedReview } from './contract.js';
import { api, client } from './client.js';
import { everyPage } from './every-page.js';

/** The review of an incident. @param id of the incident, or its number */
export const reviewOf = (id: string) =>
  api.queryOptions('get', '/incidents/{id}/review', { params: { path: { id } } });

/** A review as Markdown, in the language and zone of the reader. */
export async function reviewMarkdown(
  id: string,
  language: 'de' | 'en',
  timeZone: string,
): Promise<string> {
  const { data } = await client.GET('/incidents/{id}/review/markdown', {
    params: { path: { id }, query: { language, timeZone } },
    headers: { accept: 'text/markdown' },
    parseAs: 'text',
  });
  return String(data);
}

/** Which action items are asked for; null = whatever they are. */
export interface ItemFilter {
  incident: string | null;
  state: ActionItem['state'] | null;
  /** `me` */
  user: 'me' | null;
  subject: string | null;
  overdue: boolean;
  territory: string | null;
}

const ALL: ItemFilter = {
  incident: null,
  state: null,
  user: null,
  subject: null,
  overdue: false,
  territory: null,
};

/** What is to be done, what is due first before the rest. */
export function actionItems(filter: Partial<ItemFilter>) {
  const { overdue, ...rest } = { ...ALL, ...filter };
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const query = { ...said, ...(overdue ? { overdue: 'true' as const } : {}), limit: 500 };
  return queryOptions({
    queryKey: ['get', '/action-items', query],
    queryFn: ({ signal }): Promise<ActionItem[]> =>
      everyPage((cursor) =>
        client.GET('/action-items', { params: { query: { ...query, cursor } }, signal }),
      ),
  });
}

/** Reviews, those of the newest incidents first. */
export function reviewList(territory: string | null) {
  const query = { ...(territory === null ? {} : { territory }), limit: 500 };
  return queryOptions({
    queryKey: ['get', '/reviews', query],
    queryFn: ({ signal }): Promise<ListedReview[]> =>
      everyPage((cursor) =>
        client.GET('/reviews', { params: { query: { ...query, cursor } }, signal }),
      ),
  });
}
