import { pages } from '#contract';
import type { Api } from '../api/api.js';
import { auditPage, shaped, type AuditEvent } from '../api/shapes.js';

const PAGE = 500;

export type AuditFilter = Readonly<Record<string, string | undefined>>;

/** Pages from the newest back; stops where `enough` says so of what was read until then. */
async function backwards(
  api: Api,
  filter: AuditFilter,
  limit: number,
  enough: (events: readonly AuditEvent[]) => boolean,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  const fetchPage = async (cursor?: string) =>
    shaped(auditPage, await api.get('/audit', { ...filter, limit: String(limit), cursor }));
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
