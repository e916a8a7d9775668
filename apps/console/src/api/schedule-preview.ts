import { queryOptions } from '@tanstack/react-query';
import { client } from './client.js';
import type { ScheduleInput, Shifts } from './contract.js';

const HOUR = 3_600_000;
const AHEAD = 12 * 7 * 24 * HOUR;

/** Shifts and gaps of the twelve weeks after an instant if a schedule were saved like this; the same all hour long. Nothing is saved. */
export function previewOf(slug: string, body: ScheduleInput, now: Date) {
  const from = Math.floor(now.getTime() / HOUR) * HOUR;
  const query = { from: new Date(from).toISOString(), to: new Date(from + AHEAD).toISOString() };
  return queryOptions({
    queryKey: ['post', '/schedules/{slug}/preview', slug, query.from, body],
    queryFn: async ({ signal }): Promise<Shifts | null> => {
      const params = { path: { slug }, query };
      const { data } = await client.POST('/schedules/{slug}/preview', { params, body, signal });
      return data ?? null;
    },
    retry: false,
  });
}
