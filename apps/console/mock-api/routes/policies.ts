import type {
  EscalationPolicy,
  EscalationPolicyInput,
  EscalationSimulation,
} from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { shownSteps } from '../data/policies.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const absent = () => problem(404, 'not-found', 'No such escalation policy.');
const PHONE = [{ kind: 'mail', lastFour: 'reta' }];

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
  const input = call.body as EscalationPolicyInput;
  const policy: EscalationPolicy = {
    ...input,
    ...shownSteps(state.users, input),
    description: input.description ?? existing?.description ?? '',
    labels: input.labels ?? existing?.labels ?? {},
    slug,
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.policies = [...state.policies.filter((one) => one.slug !== slug), policy];
  announce(state, 'policy.changed', [slug], now);
  return json(policy, existing ? 200 : 201, policy.version);
}

/** Everybody whom a policy names, five minutes after each other; schedules stand for whoever looks. */
function simulation({ params, query, state, now }: Call) {
  const policy = state.policies.find(({ slug }) => slug === params['slug']);
  if (!policy) return absent();
  const at = new Date(query.get('at') ?? now);
  const severity = (query.get('severity') ?? 'page') as EscalationSimulation['severity'];
  const pagesPeople = severity !== 'ticket' && severity !== 'info';
  const { id, name, email } = state.me;
  const me = { id, name, email: email ?? '', active: true, methods: PHONE };
  const simulated: EscalationSimulation = {
    at: at.toISOString(),
    severity,
    pagesPeople,
    pages: (pagesPeople ? policy.steps : []).map(({ targets }, step) => ({
      at: new Date(at.getTime() + step * 300_000).toISOString(),
      route: 'step',
      loop: 1,
      step: step + 1,
      people: targets.map((target) => ('user' in target ? { ...target.user, methods: PHONE } : me)),
      skipped: [],
    })),
  };
  return json(simulated);
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
    return policy ? json(policy, 200, policy.version) : absent();
  },
  'GET /escalation-policies/{slug}/simulation': simulation,
  'PUT /escalation-policies/{slug}': put,
  'DELETE /escalation-policies/{slug}': ({ params, state, now }) => {
    state.policies = state.policies.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'policy.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
});
