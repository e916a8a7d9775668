import type { Feed } from '../../src/api/contract.js';
import { json, noContent, problem } from '../answers.js';
import { uuid } from '../random.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const EVENT = 'feed.changed';

function make({ body, state, now }: Call) {
  const { schedule: slug } = body as { schedule?: string };
  const named = state.schedules.find(({ schedule }) => schedule.slug === slug)?.schedule;
  if (slug !== undefined && !named)
    return problem(404, 'not-found', `There is no schedule "${slug}" that you may see.`);
  const feed: Feed = {
    id: uuid(`feed-${slug ?? 'own'}-${state.feeds.length}`),
    schedule: named ? { slug: named.slug, name: named.name } : null,
    own: slug === undefined,
    createdAt: now.toISOString(),
    lastReadAt: null,
  };
  state.feeds.unshift(feed);
  announce(state, EVENT, [], now);
  const url = `https://leitstand.example.org/feeds/${uuid(feed.id).replaceAll('-', '').slice(0, 22)}.ics?lang=en`;
  return json({ ...feed, url }, 201);
}

export const feedRoutes = routes({
  'GET /me/feeds': ({ state, is }) => json({ items: is('empty') ? [] : state.feeds }),
  'POST /me/feeds': make,
  'DELETE /me/feeds/{id}': ({ params, state, now }) => {
    if (!state.feeds.some(({ id }) => id === params['id']))
      return problem(404, 'not-found', 'There is no such calendar.');
    state.feeds = state.feeds.filter(({ id }) => id !== params['id']);
    announce(state, EVENT, [], now);
    return noContent();
  },
});
