import type { PageRoute } from '#contract';
import { loopsOf, type PolicySteps } from './escalation-policy.js';

/**
 * A place in an escalation. Steps of the policy are 1 to n; 0 is the person asked before them, in the first loop only; n + 1 is the
 * fallback, of which a loop has at most one page. An escalation goes through ever greater places.
 */
export interface Cursor {
  /** from 1 */
  readonly loop: number;
  readonly step: number;
}

/** Where an escalation begins. @param asksFirst whether somebody is asked before the policy's steps */
export function beginning(asksFirst: boolean): Cursor {
  return { loop: 1, step: asksFirst ? 0 : 1 };
}

/** By which part of the policy the place pages. */
export function routeOf({ steps }: PolicySteps, { step }: Cursor): PageRoute {
  if (step === 0) return 'first';
  return step <= steps.length ? 'step' : 'fallback';
}

/** The place of the fallback in the same loop. */
export function fallbackOf({ steps }: PolicySteps, { loop }: Cursor): Cursor {
  return { loop, step: steps.length + 1 };
}

/** What follows a place: the next step, the next loop's first, and behind the last loop the fallback, once a loop. */
export function following(policy: PolicySteps, at: Cursor): Cursor {
  const again = at.loop < loopsOf(policy);
  if (at.step < policy.steps.length) return { loop: at.loop, step: at.step + 1 };
  if (again) return { loop: at.loop + 1, step: 1 };
  return routeOf(policy, at) === 'fallback'
    ? fallbackOf(policy, { ...at, loop: at.loop + 1 })
    : fallbackOf(policy, at);
}
