import { CHOICES } from '#contract';
import type {
  EscalationPolicy,
  EscalationPolicyInput,
  EscalationSimulation,
  FieldProblem,
  Person,
  Reach,
  SubjectSimulation,
} from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { shownSteps } from '../data/policies.js';
import { onCall } from '../data/shifts.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const absent = () => problem(404, 'not-found', 'No such escalation policy.');

function put(call: Call) {
  const { params, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.policies.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && existing)
    return problem(412, 'precondition-failed', `The policy "${slug}" is there already.`);
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
    waiver: input.waiver ?? null,
    slug,
    sample: existing?.sample ?? false,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  const faults = policy.waiver === null ? reachFaults(call, policy) : [];
  if (faults.length > 0) return problem(400, 'validation-failed', 'It would reach nobody.', faults);
  state.policies = [...state.policies.filter((one) => one.slug !== slug), policy];
  announce(state, 'policy.changed', [slug], now);
  return json(policy, existing ? 200 : 201, policy.version);
}

const minutesOf = (delay: string) =>
  Number(delay.replace(/\D/g, '')) * (delay.endsWith('h') ? 60 : 1);

/** Whom a target means at an instant. */
function meant({ state }: Call, target: EscalationPolicy['fallback'], at: number): Person[] {
  if ('user' in target) return [target.user];
  const kept = state.schedules.find(({ schedule }) => schedule.slug === target.schedule);
  const user = kept && onCall(kept, at)?.user;
  return user ? [user] : [];
}

/** Everybody has mail, save whose account is closed. */
const reached = (people: readonly Person[]) =>
  [...new Map(people.map((person) => [person.id, person])).values()]
    .filter(({ active }) => active)
    .map((person) => ({
      ...person,
      methods: [{ kind: 'mail', lastFour: person.email.split('@')[0]?.slice(-4) ?? '' }],
    }));
const reachedBy = (call: Call, targets: readonly EscalationPolicy['fallback'][], at: number) =>
  reached(targets.flatMap((target) => meant(call, target, at)));

/** The first round of the steps, and the fallback. */
function pagesOf(call: Call, policy: EscalationPolicy, begin: number) {
  const pages: EscalationSimulation['pages'] = [];
  let at = begin;
  let skipped: number[] = [];
  for (const [i, { targets, delay, everybody }] of policy.steps.entries()) {
    const people = reachedBy(call, targets, at);
    if (people.length === 0) skipped.push(i + 1);
    else {
      const time = new Date(at).toISOString();
      pages.push({ at: time, route: 'step', loop: 1, step: i + 1, people, skipped, everybody });
      skipped = [];
      at += minutesOf(delay) * 60_000;
    }
  }
  const time = new Date(at).toISOString();
  const people = reachedBy(call, [policy.fallback], at);
  const isReached = people.length > 0;
  pages.push({
    at: time,
    route: isReached ? 'fallback' : null,
    loop: isReached ? 1 : null,
    step: isReached ? policy.steps.length + 1 : null,
    people,
    skipped,
    everybody: false,
  });
  return pages;
}

/** What a policy would do, without rounds after the first; null = none is there that would. */
function simulated(call: Call, policy: EscalationPolicy | null): EscalationSimulation {
  const { query, now } = call;
  const at = new Date(query.get('at') ?? now);
  const severity = (query.get('severity') ?? 'page') as EscalationSimulation['severity'];
  const pagesPeople = policy !== null && severity !== 'ticket' && severity !== 'info';
  return {
    at: at.toISOString(),
    severity,
    pagesPeople,
    pages: pagesPeople ? pagesOf(call, policy, at.getTime()) : [],
  };
}

/** The policy of a subject: its own, its team's, or the default of its territory. */
function subjectSimulation(call: Call) {
  const { params, state } = call;
  const subject = state.subjects.find(({ slug }) => slug === params['slug']);
  if (!subject) return problem(404, 'not-found', 'No such subject.');
  const here = state.policies.filter(({ territory }) => territory === subject.territory);
  const by = {
    subject: here.find(({ serves }) => serves.subjects.includes(subject.slug)),
    team: here.find(({ serves }) => serves.teams.includes(subject.team?.slug ?? '')),
    default: here.find(({ serves }) => serves.default),
  };
  const because = CHOICES.find((choice) => by[choice]);
  const policy = because ? (by[because] ?? null) : null;
  const found: SubjectSimulation = {
    policy: policy && because ? { slug: policy.slug, name: policy.name, because } : null,
    ...simulated(call, policy),
  };
  return json(found);
}

/** Whom a policy would page first. */
function reachOf(call: Call, policy: EscalationPolicy, at: number): Reach {
  const [first] = pagesOf(call, policy, at);
  const places = [...policy.steps.map(({ targets }) => targets), [policy.fallback]];
  const passed = first?.route === null ? places.map((_, i) => i + 1) : (first?.skipped ?? []);
  return {
    policy: policy.slug,
    name: policy.name,
    territory: policy.territory,
    route: first?.route ?? null,
    step: first?.step ?? null,
    people: first?.people ?? [],
    unreached: passed.flatMap((step) =>
      (places[step - 1] ?? [])
        .filter((target) => reachedBy(call, [target], at).length === 0)
        .map((target) => ({
          step,
          schedule: 'schedule' in target ? target.schedule : null,
          user: meant(call, target, at)[0] ?? null,
        })),
    ),
  };
}

/** Why a policy without a waiver is not saved: nobody is reached, by a step or by the fallback. */
function reachFaults(call: Call, policy: EscalationPolicy): FieldProblem[] {
  const at = call.now.getTime();
  const code = 'reaches-nobody';
  const message = 'It reaches nobody now or within a week.';
  const targets = policy.steps.flatMap((step) => step.targets);
  return [
    ...(reachedBy(call, targets, at).length > 0 ? [] : [{ path: 'steps', code, message }]),
    ...(reachedBy(call, [policy.fallback], at).length > 0
      ? []
      : [{ path: 'fallback', code, message }]),
  ];
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
  'GET /escalation-policies/{slug}/simulation': (call) => {
    const policy = call.state.policies.find(({ slug }) => slug === call.params['slug']);
    return policy ? json(simulated(call, policy)) : absent();
  },
  'GET /subjects/{slug}/simulation': subjectSimulation,
  'GET /reach': (call) => {
    const { query, is, state, now } = call;
    const at = new Date(query.get('at') ?? now);
    const items = state.policies
      .filter((one) => (query.get('territory') ?? one.territory) === one.territory)
      .map((policy) => reachOf(call, policy, at.getTime()));
    return json({ at: at.toISOString(), ...page(is('empty') ? [] : items, query) });
  },
  'PUT /escalation-policies/{slug}': put,
  'DELETE /escalation-policies/{slug}': ({ params, state, now }) => {
    state.policies = state.policies.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'policy.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
});
