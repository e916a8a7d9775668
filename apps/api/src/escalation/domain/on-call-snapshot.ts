import { namedBy, type PolicySteps, type Target } from './escalation-policy.js';

/** Who is on call, and who can be reached, at one instant. */
export interface OnCallSnapshot {
  /** ids of users by schedule; empty is a gap, and a schedule that is missing is gone */
  readonly schedules: ReadonlyMap<string, readonly string[]>;
  /** ids of users whom a page reaches by at least one method */
  readonly reachable: ReadonlySet<string>;
}

/** Users whom targets mean and a page reaches, each once, in the order of the targets. */
export function reachedBy(
  targets: readonly Target[],
  { schedules, reachable }: OnCallSnapshot,
): string[] {
  const meant = targets.flatMap((target) =>
    'user' in target ? [target.user] : (schedules.get(target.schedule) ?? []),
  );
  return [...new Set(meant)].filter((user) => reachable.has(user));
}

/** Everybody whom a policy means at an instant, whether a page reaches them or not. @param first who is asked before its steps, if anybody */
export function meantBy(
  policy: PolicySteps,
  first: string | null,
  { schedules }: Pick<OnCallSnapshot, 'schedules'>,
): string[] {
  const named = namedBy(policy);
  const onCall = named.schedules.flatMap((slug) => schedules.get(slug) ?? []);
  return [...new Set([...named.users, ...onCall, ...(first === null ? [] : [first])])];
}
