import type { Escalation, EscalationPolicy, IncidentDetail, Me } from '../../src/api/contract.js';

type Run = Escalation['runs'][number];
type Policy = NonNullable<Run['policy']>;

const MINUTE = 60_000;
/** Between two pages. */
const DELAY_MS = 5 * MINUTE;

/** The policy of everything in its territory that has none of its own. */
function policyOf(policies: readonly EscalationPolicy[], territory: string): Policy | null {
  const found = policies.find((one) => one.territory === territory && one.serves.default);
  return found
    ? { slug: found.slug, name: found.name, because: 'default', steps: found.steps.length }
    : null;
}

function refusalOf(
  { state, class: of, snooze }: IncidentDetail,
  policy: Policy | null,
): Escalation['hasteRefused'] {
  if (state === 'resolved') return 'resolved-already';
  if (of === 'page' && snooze !== null) return 'snoozed';
  return of === 'page' && policy !== null ? null : 'pages-nobody';
}

/** How the escalation of an incident stands: whoever looks is paged next, five minutes after the last time. */
export function escalationOf(
  incident: IncidentDetail,
  policies: readonly EscalationPolicy[],
  { id, name, email }: Me,
  now: Date,
): Escalation {
  const { state, triggeredAt, acknowledgedAt, resolvedAt, acknowledgedUntil } = incident;
  const policy = policyOf(policies, incident.territory);
  const hasteRefused = refusalOf(incident, policy);
  const more = { pending: false, hasteRefused, awaited: [], acknowledgedUntil };
  if (incident.class !== 'page') return { runs: [], next: null, ...more };
  const over =
    incident.mergedInto !== null
      ? 'merged'
      : state !== 'triggered'
        ? state
        : incident.snooze === null
          ? null
          : 'snoozed';
  const run: Run = {
    number: 1,
    because: 'triggered',
    state: policy === null ? 'unserved' : over === null ? 'running' : 'stopped',
    stoppedBy: policy === null ? null : over,
    policy,
    startedAt: triggeredAt,
    endedAt: over === null ? null : (resolvedAt ?? acknowledgedAt ?? incident.snooze?.at ?? null),
    nobodySince: null,
  };
  if (policy === null || over !== null) return { runs: [run], next: null, ...more };
  const since = now.getTime() - Date.parse(triggeredAt);
  const at = new Date(now.getTime() + DELAY_MS - (since % DELAY_MS));
  const methods = [{ kind: 'mail', lastFour: 'reta' }];
  const people = [{ id, name, email: email ?? '', active: true, methods }];
  return {
    runs: [run],
    ...more,
    next: { at: at.toISOString(), route: 'step', loop: 1, step: 1, people, skipped: [] },
  };
}
