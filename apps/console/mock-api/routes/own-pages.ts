import { json, noContent, problem } from '../answers.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

const STALE_AFTER_MS = 30_000;

/** What pages Anna: incidents that were declared here, while nobody is on them. */
function pages({ state }: Call) {
  return state.pages.filter(({ id }) =>
    state.incidents.some((one) => uuid(`page-${one.id}`) === id && one.state === 'triggered'),
  );
}

function arm({ body, state, now }: Call) {
  const { tab } = body as { tab: string };
  state.consoles.add(tab);
  for (const page of state.pages) page.rings = true;
  const staleAt = new Date(now.getTime() + STALE_AFTER_MS).toISOString();
  announce(state, 'own-page.changed', [], now);
  return json({ id: tab, armedAt: now.toISOString(), staleAt });
}

function confirm(call: Call) {
  const { params, body, state } = call;
  const page = pages(call).find(({ id }) => id === params['id']);
  if (!page) return problem(404, 'not-found', 'There is no such page.');
  if (!state.consoles.has((body as { tab: string }).tab))
    return problem(409, 'conflict', 'This console is not armed.');
  return noContent();
}

export const ownPageRoutes = routes({
  'GET /me/pages': (call) => json({ items: pages(call) }),
  'POST /me/pages/{id}/delivery': confirm,
  'POST /me/presence': arm,
  'DELETE /me/presence/{tab}': ({ params, state }) => {
    state.consoles.delete(params['tab'] ?? '');
    return noContent();
  },
});
