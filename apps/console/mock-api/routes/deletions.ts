import { json } from '../answers.js';
import { routes, type Call } from '../router.js';

/** Policies that serve it let go of it. */
const served =
  (by: 'subjects' | 'teams') =>
  ({ params, state }: Call) => {
    const policies = state.policies.filter(({ serves }) =>
      (serves[by] ?? []).includes(params['slug'] ?? ''),
    );
    const changes = policies.map(({ slug, name }) => ({
      action: 'policy.changed',
      kind: 'policy',
      slug,
      name,
    }));
    return json({ changes });
  };
const nothing = () => json({ changes: [] });

/** What deleting things would change besides. */
export const deletionRoutes = routes({
  'GET /subjects/{slug}/deletion': served('subjects'),
  'GET /teams/{slug}/deletion': served('teams'),
  'GET /environments/{slug}/deletion': nothing,
  'GET /schedules/{slug}/deletion': nothing,
  'GET /escalation-policies/{slug}/deletion': nothing,
  'GET /sources/{slug}/deletion': nothing,
  'GET /heartbeats/{slug}/deletion': nothing,
  'GET /maintenance-windows/{slug}/deletion': nothing,
});
