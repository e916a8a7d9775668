import type { EscalationPolicy, EscalationPolicyInput } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

function put(call: Call) {
  const { params, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.policies.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  )
    return problem(412, 'precondition-failed', 'This escalation policy was changed meanwhile.');
  const policy: EscalationPolicy = {
    description: existing?.description ?? '',
    labels: existing?.labels ?? {},
    ...(call.body as EscalationPolicyInput),
    slug,
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.policies = [...state.policies.filter((one) => one.slug !== slug), policy];
  announce(state, 'policy.changed', [slug], now);
  return json(policy, existing ? 200 : 201, policy.version);
}

export const policyRoutes = routes({
  'GET /escalation-policies': ({ query, is, state }) => {
    const items = state.policies.filter(
      (one) => (query.get('territory') ?? one.territory) === one.territory,
    );
    return json(page(is('empty') ? [] : items, query));
  },
  'GET /escalation-policies/{slug}': ({ params, state }) => {
    const policy = state.policies.find(({ slug }) => slug === params['slug']);
    return policy
      ? json(policy, 200, policy.version)
      : problem(404, 'not-found', 'No such escalation policy.');
  },
  'PUT /escalation-policies/{slug}': put,
  'DELETE /escalation-policies/{slug}': ({ params, state, now }) => {
    state.policies = state.policies.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'policy.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
});
