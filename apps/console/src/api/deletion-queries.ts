import { queryOptions } from '@tanstack/react-query';
import { client } from './client.js';

/** Where is asked what deleting a thing would change besides, by the namespace of its texts. */
const ASKS = {
  subjects: '/subjects/{slug}/deletion',
  teams: '/teams/{slug}/deletion',
  environments: '/environments/{slug}/deletion',
  schedules: '/schedules/{slug}/deletion',
  policies: '/escalation-policies/{slug}/deletion',
  sources: '/sources/{slug}/deletion',
  maintenance: '/maintenance-windows/{slug}/deletion',
  heartbeats: '/heartbeats/{slug}/deletion',
} as const;

/** What deleting a thing would change besides, or what stands in its way: asked each time somebody is about to. An SLO changes nothing. */
export function deletionOf(noun: keyof typeof ASKS | 'slos', slug: string) {
  return queryOptions({
    queryKey: ['deletion', noun, slug],
    queryFn: async ({ signal }) => {
      if (noun === 'slos') return { changes: [] };
      const { data } = await client.GET(ASKS[noun], { params: { path: { slug } }, signal });
      return { changes: data?.changes ?? [] };
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
