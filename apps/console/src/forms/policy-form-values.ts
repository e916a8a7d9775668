import { UNTIL_ACKNOWLEDGED } from '#contract';
import type { EscalationPolicy, EscalationPolicyInput } from '../api/contract.js';
import { randomId } from '../util/random-id.js';

/** Whom a step means, as its fields hold it. */
export interface TargetValues {
  /** tells the rows of a form apart, wherever they stand */
  key: string;
  kind: 'schedule' | 'user';
  schedule: string;
  /** a mail address */
  user: string;
}

export interface StepValues {
  key: string;
  delay: string;
  targets: TargetValues[];
  /** Whether each is paged on until they acknowledge themselves. */
  everybody: boolean;
}

/** A policy as its form holds it: everything text. */
export interface PolicyValues {
  slug: string;
  name: string;
  description: string;
  territory: string;
  subjects: string[];
  teams: string[];
  default: boolean;
  steps: StepValues[];
  /** `0` to `10`, or `until-acknowledged` */
  repeat: string;
  fallback: TargetValues;
  waiver: string;
}

export const blankTarget = (kind: TargetValues['kind'] = 'schedule'): TargetValues => ({
  key: randomId(),
  kind,
  schedule: '',
  user: '',
});

export const blankStep = (): StepValues => ({
  key: randomId(),
  delay: '5m',
  targets: [blankTarget()],
  everybody: false,
});

export function blankPolicy(territory: string): PolicyValues {
  return {
    slug: '',
    name: '',
    description: '',
    territory,
    subjects: [],
    teams: [],
    default: false,
    steps: [blankStep()],
    repeat: '1',
    fallback: blankTarget('user'),
    waiver: '',
  };
}

function targetValues(target: EscalationPolicy['fallback']): TargetValues {
  return 'user' in target
    ? { ...blankTarget('user'), user: target.user.email }
    : { ...blankTarget(), schedule: target.schedule };
}

export function policyValues(policy: EscalationPolicy): PolicyValues {
  const { slug, name, description, territory, serves, steps, repeat, fallback, waiver } = policy;
  return {
    slug,
    name,
    description,
    territory,
    ...serves,
    steps: steps.map(({ delay, targets, everybody }) => ({
      key: randomId(),
      delay,
      everybody,
      targets: targets.map(targetValues),
    })),
    repeat: String(repeat),
    fallback: targetValues(fallback),
    waiver: waiver ?? '',
  };
}

function targetInput({ kind, schedule, user }: TargetValues): EscalationPolicyInput['fallback'] {
  return kind === 'user' ? { user: user.trim() } : { schedule };
}

/** What is sent. Labels are not in the form, and keep their value. */
export function policyInput(values: PolicyValues): EscalationPolicyInput {
  const { subjects, teams, steps, repeat, waiver } = values;
  return {
    name: values.name.trim(),
    description: values.description.trim(),
    territory: values.territory,
    serves: { subjects, teams, default: values.default },
    steps: steps.map(({ delay, targets, everybody }) => ({
      delay: delay.trim(),
      targets: targets.map(targetInput),
      ...(everybody ? { everybody } : {}),
    })),
    repeat: repeat === UNTIL_ACKNOWLEDGED ? repeat : Number(repeat),
    fallback: targetInput(values.fallback),
    waiver: waiver.trim() === '' ? null : waiver.trim(),
  };
}
