import { UNTIL_ACKNOWLEDGED } from '#contract';
import { OWN_SUBJECT } from '../../incidents/domain/placement.js';
import type { Chosen, Served } from './choose-policy.js';
import type { EscalationPolicy } from './escalation-policy.js';

const DELAY = '5m';

/**
 * Whoever administers a territory is paged about this instance itself, all at once, where no policy serves it: a pager that falls silent
 * must not do so in silence.
 * @param administrators ids of users, the oldest account first
 * @returns null for incidents about anything else, and where there is no administrator
 */
export function administratorsPolicy(
  { territory, subject }: Served,
  administrators: readonly string[],
): Chosen<EscalationPolicy> | null {
  const [first] = administrators;
  if (subject !== OWN_SUBJECT || first === undefined) return null;
  const never = new Date(0);
  const policy: EscalationPolicy = {
    id: '',
    slug: 'administrators',
    name: 'Administrators',
    description: '',
    territory,
    labels: {},
    serves: { subjects: [OWN_SUBJECT], teams: [], default: false },
    steps: [{ delay: DELAY, targets: administrators.map((user) => ({ user })) }],
    repeat: UNTIL_ACKNOWLEDGED,
    fallback: { user: first },
    waiver: null,
    version: 0,
    createdAt: never,
    updatedAt: never,
  };
  return { policy, because: 'default' };
}
