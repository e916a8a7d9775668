import type { Environment } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

function put(call: Call) {
  const { params, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.environments.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && existing)
    return problem(412, 'precondition-failed', `"${slug}" exists already.`);
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  ) {
    return problem(412, 'precondition-failed', 'This environment was changed meanwhile.');
  }
  const input = call.body as Omit<
    Environment,
    'slug' | 'sample' | 'version' | 'updatedAt' | 'labels'
  >;
  const environment: Environment = {
    labels: existing?.labels ?? {},
    ...input,
    slug,
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.environments = [...state.environments.filter((one) => one.slug !== slug), environment];
  announce(state, 'environment.changed', [slug], now);
  return json(environment, existing ? 200 : 201, environment.version);
}

/** The refusal to delete what others refer to. */
export const inUse = (noun: string, slug: string, users: readonly string[]) =>
  problem(
    409,
    'conflict',
    `The ${noun} "${slug}" is still needed by ${users.join(', ')}.`,
    users.map((message) => ({ path: 'slug', code: 'in-use', message })),
  );

function remove({ params, state, now }: Call) {
  const slug = params['slug'] ?? '';
  const users = state.subjects.filter(({ environment }) => environment === slug);
  if (users.length > 0)
    return inUse(
      'environment',
      slug,
      users.map((one) => one.slug),
    );
  state.environments = state.environments.filter((one) => one.slug !== slug);
  announce(state, 'environment.changed', [slug], now);
  return noContent();
}

/** The handlers of `/environments`, for the catalog's routes. */
export const environmentHandlers = {
  'GET /environments': ({ query, is, state }: Call) => {
    const items = state.environments.filter(
      (one) => (query.get('territory') ?? one.territory) === one.territory,
    );
    return json(page(is('empty') ? [] : items, query));
  },
  'PUT /environments/{slug}': put,
  'DELETE /environments/{slug}': remove,
};
