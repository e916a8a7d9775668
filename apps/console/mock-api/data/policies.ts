import type { EscalationPolicy, EscalationPolicyInput, User } from '../../src/api/contract.js';
import { ago } from '../time.js';
import { users } from './people.js';

type Target = EscalationPolicy['fallback'];
type TargetInput = EscalationPolicyInput['fallback'];

/** A target as the API shows it; of whom the mock API does not know, the address is all there is. */
function shownTarget(people: readonly User[], target: TargetInput): Target {
  if (!('user' in target)) return target;
  const user = people.find(({ email }) => email === target.user);
  const { id = 'none', name = target.user, disabled = true } = user ?? {};
  return { user: { id, name, email: target.user, active: !disabled } };
}

/** What the API shows of the steps of a policy. */
export function shownSteps(
  people: readonly User[],
  { steps, fallback }: Pick<EscalationPolicyInput, 'steps' | 'fallback'>,
): Pick<EscalationPolicy, 'steps' | 'fallback'> {
  return {
    steps: steps.map(({ delay, targets, everybody = false }) => ({
      delay,
      everybody,
      targets: targets.map((target) => shownTarget(people, target)),
    })),
    fallback: shownTarget(people, fallback),
  };
}

export function policies(now: Date): EscalationPolicy[] {
  const people = users(now);
  const common = { labels: {}, sample: false, waiver: null };
  return [
    {
      ...common,
      slug: 'everything',
      name: 'Everything else',
      description: 'What no other policy is for.',
      territory: 'DE',
      serves: { subjects: [], teams: [], default: true },
      repeat: 2,
      version: 1,
      updatedAt: ago(now, { days: 40 }),
      ...shownSteps(people, {
        steps: [{ delay: '15m', targets: [{ schedule: 'platform-office' }] }],
        fallback: { user: 'anna.lindqvist@example.org' },
      }),
    },
    {
      ...common,
      slug: 'payments',
      name: 'Payments',
      description: '',
      territory: 'DE',
      serves: { subjects: [], teams: ['payments'], default: false },
      repeat: 'until-acknowledged',
      version: 3,
      updatedAt: ago(now, { days: 6 }),
      ...shownSteps(people, {
        steps: [
          { delay: '5m', targets: [{ schedule: 'commerce-primary' }] },
          {
            delay: '10m',
            targets: [{ schedule: 'commerce-primary' }, { user: 'ben.okafor@example.org' }],
          },
        ],
        fallback: { user: 'anna.lindqvist@example.org' },
      }),
    },
  ];
}
