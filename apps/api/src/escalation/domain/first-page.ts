import { beginning, fallbackOf } from './cursor.js';
import { decideStep } from './decide-step.js';
import type { PolicySteps, Target } from './escalation-policy.js';
import { reachedBy, type OnCallSnapshot } from './on-call-snapshot.js';
import { pageOf, type SimulatedPage } from './simulate.js';

/** A target that reaches nobody. */
export interface Unreached {
  /** of the policy, from 1; the fallback is the one behind the last */
  readonly step: number;
  readonly target: Target;
  /** ids of whom it means; none = nobody is on call */
  readonly means: readonly string[];
}

/** What a policy would do first, and what keeps it from more. */
export interface FirstPage extends SimulatedPage {
  /** targets of what is passed over on the way to it */
  readonly unreached: readonly Unreached[];
}

/**
 * Whom a policy would page first about an incident that begins at an instant, by the function that decides about real ones.
 * @param onCall of that instant
 */
export function firstPage(policy: PolicySteps, at: Date, onCall: OnCallSnapshot): FirstPage {
  const run = { cursor: beginning(false), nextAt: at, first: null, declined: [] };
  const decided = decideStep(run, policy, { state: 'triggered' }, onCall, at);
  if (decided.do !== 'page' && decided.do !== 'nobody')
    throw new RangeError('what is due at once is paged, or reaches nobody');
  const page = pageOf(policy, decided, at);
  const { steps, fallback } = policy;
  const passed = page.skipped.map((step) => ({ step, targets: steps[step - 1]?.targets ?? [] }));
  if (page.route === null)
    passed.push({ step: fallbackOf(policy, run.cursor).step, targets: [fallback] });
  return { ...page, unreached: passed.flatMap((place) => unreachedOf(place, onCall)) };
}

function unreachedOf(
  { step, targets }: { readonly step: number; readonly targets: readonly Target[] },
  onCall: OnCallSnapshot,
): Unreached[] {
  return targets
    .filter((target) => reachedBy([target], onCall).length === 0)
    .map((target) => {
      const means =
        'user' in target ? [target.user] : (onCall.schedules.get(target.schedule) ?? []);
      return { step, target, means };
    });
}
