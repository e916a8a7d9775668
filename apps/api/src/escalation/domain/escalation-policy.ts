import { ESCALATION_LIMITS, UNTIL_ACKNOWLEDGED } from '#contract';
import { parseDuration } from '#slo';
import type { ContentOf, Resource } from '../../catalog/domain/resource.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';

/** Who is meant: whoever is on call by a schedule (a slug), or a user (an id). */
export type Target = { readonly schedule: string } | { readonly user: string };

/** One step: all its targets are paged at once. */
export interface PolicyStep {
  /** how long to wait for an acknowledgement before the next step begins, e.g. `5m` */
  readonly delay: string;
  readonly targets: readonly Target[];
  /** whether it goes on to page each whom it paged until they acknowledge themselves; absent = the first acknowledgement is enough */
  readonly everybody?: boolean | undefined;
}

/** How often the steps are gone through again after the first time. */
export type Repeat = number | typeof UNTIL_ACKNOWLEDGED;

/** What is done about an incident, as an escalation takes it along when it begins: later changes of the policy are not for it. */
export interface PolicySteps {
  readonly steps: readonly PolicyStep[];
  readonly repeat: Repeat;
  /** whoever is paged when no step reaches anybody, and again and again when the steps are used up */
  readonly fallback: Target;
}

/** Which incidents a policy is for. */
export interface Serves {
  /** slugs, sorted */
  readonly subjects: readonly string[];
  /** slugs, sorted */
  readonly teams: readonly string[];
  /** whether it is for everything in its territory that no other policy serves */
  readonly default: boolean;
}

/** Who is paged about an incident, in which order. */
export interface EscalationPolicy extends Resource, PolicySteps {
  readonly description: string;
  readonly serves: Serves;
  /** why it may be kept although it reaches nobody now; null = it may not */
  readonly waiver: string | null;
}

export type PolicyContent = ContentOf<EscalationPolicy>;

/** Every rule that content breaks by itself, whatever else there is. Paths are those of the policy. */
export function policyFaults({ steps }: Pick<PolicyContent, 'steps'>): FieldError[] {
  return steps.flatMap(({ delay, targets }, at) => [
    ...delayFaults(delay, `steps.${at}.delay`),
    ...twice(targets).map((i) => ({
      path: `steps.${at}.targets.${i}`,
      code: 'duplicate',
      message: 'This target stands in the step already.',
    })),
  ]);
}

function delayFaults(delay: string, path: string): FieldError[] {
  const { shortestDelaySeconds, longestDelaySeconds } = ESCALATION_LIMITS;
  const seconds = parseDuration(delay);
  if (seconds === undefined) {
    const message = `"${delay}" is not a duration; write 5m or 1h30m.`;
    return [{ path, code: 'invalid-duration', message }];
  }
  if (seconds >= shortestDelaySeconds && seconds <= longestDelaySeconds) return [];
  return [{ path, code: 'out-of-range', message: 'A step waits for 1 minute to 24 hours.' }];
}

/** Places of targets that stand further up already. */
function twice(targets: readonly Target[]): number[] {
  const keys = targets.map(targetKey);
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i] : []));
}

/** The content that faultless content stands for: what is served sorted, each once; nothing said of what goes without saying. */
export function settledPolicy(content: PolicyContent): PolicyContent {
  const { subjects, teams, ...rest } = content.serves;
  const each = (names: readonly string[]) => [...new Set(names)].sort();
  const steps = content.steps.map(({ everybody, ...step }) =>
    everybody === true ? { ...step, everybody } : step,
  );
  return { ...content, steps, serves: { ...rest, subjects: each(subjects), teams: each(teams) } };
}

/** Two targets of one key are the same. */
function targetKey(target: Target): string {
  return 'schedule' in target ? `schedule ${target.schedule}` : `user ${target.user}`;
}

/** Everybody that a policy names, the fallback included: schedules by slug, users by id, each once. */
export function namedBy({ steps, fallback }: PolicySteps): {
  readonly schedules: readonly string[];
  readonly users: readonly string[];
} {
  const targets = [...steps.flatMap((step) => step.targets), fallback];
  const schedules = targets.flatMap((target) => ('schedule' in target ? [target.schedule] : []));
  const users = targets.flatMap((target) => ('user' in target ? [target.user] : []));
  return { schedules: [...new Set(schedules)], users: [...new Set(users)] };
}

/**
 * The same steps and fallback with other words for their users: ids in rows, addresses in documents and answers.
 * @param of what is to be said of one, and where it stands
 */
export function withUsers<P extends Pick<PolicySteps, 'steps' | 'fallback'>>(
  policy: P,
  of: (user: string, path: string) => string,
): P {
  const { steps, fallback } = policy;
  const word = (target: Target, path: string): Target =>
    'user' in target ? { user: of(target.user, `${path}.user`) } : target;
  return {
    ...policy,
    steps: steps.map((step, at) => ({
      ...step,
      targets: step.targets.map((target, i) => word(target, `steps.${at}.targets.${i}`)),
    })),
    fallback: word(fallback, 'fallback'),
  };
}

/** How often the steps are gone through at most. */
export function loopsOf({ repeat }: Pick<PolicySteps, 'repeat'>): number {
  return repeat === UNTIL_ACKNOWLEDGED ? Infinity : repeat + 1;
}

/** Numbers of the steps that want everybody's acknowledgement. */
export function stepsOfEverybody({ steps }: Pick<PolicySteps, 'steps'>): number[] {
  return steps.flatMap(({ everybody }, at) => (everybody === true ? [at + 1] : []));
}

/** How long a step waits, in milliseconds. @throws RangeError when its delay was never checked */
export function delayMs({ delay }: PolicyStep): number {
  const seconds = parseDuration(delay);
  if (seconds === undefined) throw new RangeError(`"${delay}" is not a duration`);
  return seconds * 1000;
}
