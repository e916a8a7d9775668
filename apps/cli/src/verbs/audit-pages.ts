import { pages } from '#contract';
import { answerOf, type Api } from '../api/client.js';
import type { AuditEvent, AuditQuery } from '../api/nouns.js';

const PAGE = 500;

export type AuditFilter = Omit<AuditQuery, 'cursor' | 'limit'>;

/** Pages from the newest back; stops where `enough` says so of what was read until then. */
async function backwards(
  api: Api,
  filter: AuditFilter,
  limit: number,
  enough: (events: readonly AuditEvent[]) => boolean,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await api.GET('/audit', { params: { query: { ...filter, limit, cursor } } }),
      'items',
      'nextCursor',
    );
  for await (const { items } of pages(fetchPage)) {
    events.push(...items);
    if (enough(events)) break;
  }
  return events;
}

/** The newest `count` events that match, oldest first. */
export async function lastEvents(
  api: Api,
  filter: AuditFilter,
  count: number,
): Promise<AuditEvent[]> {
  if (count === 0) return [];
  const events = await backwards(
    api,
    filter,
    Math.min(PAGE, count),
    ({ length }) => length >= count,
  );
  return events.slice(0, count).reverse();
}

/** Every event after `seq` that matches, oldest first. */
export async function eventsAfter(
  api: Api,
  filter: AuditFilter,
  seq: number,
): Promise<AuditEvent[]> {
  const events = await backwards(api, filter, PAGE, (read) => (read.at(-1)?.seq ?? 0) <= seq);
  return events.filter((event) => event.seq > seq).reverse();
}
