import type { PageRoute, StopReason } from '#contract';
import { fallbackOf, following, routeOf, type Cursor } from './cursor.js';
import { delayMs, type PolicySteps, type Target } from './escalation-policy.js';
import { reachedBy, type OnCallSnapshot } from './on-call-snapshot.js';

const MINUTE_MS = 60_000;
/** How long the person who is asked before the policy's steps has. */
export const FIRST_DELAY_MS = 5 * MINUTE_MS;
/** How often the fallback is paged again. */
export const FALLBACK_EVERY_MS = 30 * MINUTE_MS;
/** How often is looked again where nobody at all could be reached. */
export const NOBODY_EVERY_MS = MINUTE_MS;

/** What an escalation does next, as far as it decides it. */
export interface RunPosition {
  /** the place whose turn is next */
  readonly cursor: Cursor;
  /** when it is its turn */
  readonly nextAt: Date;
  /** id of the user who is asked before the policy's steps; null = nobody is */
  readonly first: string | null;
  /** ids of users who said that it is not for them: no step pages them any more, the fallback does */
  readonly declined: readonly string[];
}

/** Somebody who has to acknowledge themselves, and the step that wants it. */
export interface AwaitedUser {
  /** id of the user */
  readonly user: string;
  readonly step: number;
}

/** What an escalation looks at of the incident. */
export interface DecidedIncident {
  readonly state: 'triggered' | 'acknowledged' | 'resolved';
  /** who still has to acknowledge although somebody did */
  readonly awaits?: readonly AwaitedUser[];
}

/** What is due, what was passed over on the way to it, and when to look again. */
interface Due {
  /** places whose time fell into an outage: who was paged meanwhile is not paged for them afterwards */
  readonly missed: number;
  /** numbers of the steps that reach nobody, passed over at once */
  readonly skipped: readonly number[];
  /** what is next */
  readonly cursor: Cursor;
  readonly nextAt: Date;
}

export type StepDecision =
  | ({
      readonly do: 'page';
      readonly route: PageRoute;
      readonly at: Cursor;
      /** ids, at least one */
      readonly users: readonly string[];
    } & Due)
  /** nobody can be reached, not even by the fallback */
  | ({ readonly do: 'nobody' } & Due)
  /** somebody acknowledged: those are paged again who still have to */
  | {
      readonly do: 'await';
      readonly at: Cursor;
      /** ids of those who can be reached now */
      readonly users: readonly string[];
      readonly nextAt: Date;
    }
  | { readonly do: 'wait'; readonly until: Date }
  | { readonly do: 'stop'; readonly why: Exclude<StopReason, 'replaced' | 'snoozed' | 'merged'> };

/**
 * What an escalation does now. Steps come in order, none before its time, each once a loop. A step that reaches nobody is passed over at
 * once; where none reaches anybody the fallback is paged. After an outage only the step is paged that would be the current one, and
 * it has its whole delay from then on.
 */
export function decideStep(
  run: RunPosition,
  policy: PolicySteps,
  incident: DecidedIncident,
  onCall: OnCallSnapshot,
  now: Date,
): StepDecision {
  const { state, awaits = [] } = incident;
  if (state === 'acknowledged' && awaits.length > 0)
    return decideAwaited(run, policy, awaits, onCall, now);
  if (state !== 'triggered') return { do: 'stop', why: state };
  if (now < run.nextAt) return { do: 'wait', until: run.nextAt };
  const plan = planOf(run, policy, onCall);
  const { at, missed, skipped } = current(run, policy, plan, now);
  const users = plan.usersAt(at);
  const route = routeOf(policy, at);
  const later = (ms: number) => new Date(now.getTime() + ms);
  if (route === 'fallback' && users.length === 0) {
    const cursor = plan.anybody ? at : run.cursor; // all steps are asked again where none reached anybody
    return { do: 'nobody', missed, skipped, cursor, nextAt: later(NOBODY_EVERY_MS) };
  }
  const cursor = following(policy, at);
  return {
    do: 'page',
    route,
    at,
    users,
    missed,
    skipped,
    cursor,
    nextAt: later(plan.delayAt(at)),
  };
}

/** Pages again who still has to acknowledge, as often as the quickest of the steps waits that want it. */
function decideAwaited(
  { nextAt, cursor }: RunPosition,
  policy: PolicySteps,
  awaits: readonly AwaitedUser[],
  { reachable }: OnCallSnapshot,
  now: Date,
): StepDecision {
  if (now < nextAt) return { do: 'wait', until: nextAt };
  const numbers = awaits.map(({ step }) => step);
  const delays = policy.steps.flatMap((step, n) =>
    numbers.includes(n + 1) ? [delayMs(step)] : [],
  );
  return {
    do: 'await',
    // Loops are counted on: the same step pages the same people again.
    at: { loop: cursor.loop + 1, step: Math.min(...numbers) },
    users: awaits.flatMap(({ user }) => (reachable.has(user) ? [user] : [])),
    nextAt: new Date(now.getTime() + Math.min(...delays)),
  };
}

/** Whom each place reaches now, and how long it waits. */
interface Plan {
  usersAt(at: Cursor): readonly string[];
  /** milliseconds */
  delayAt(at: Cursor): number;
  /** whether any step of the policy reaches anybody */
  readonly anybody: boolean;
}

function planOf(
  { first, declined }: RunPosition,
  policy: PolicySteps,
  onCall: OnCallSnapshot,
): Plan {
  const { steps, fallback } = policy;
  const asked = (targets: readonly Target[]) =>
    reachedBy(targets, onCall).filter((user) => !declined.includes(user));
  const places = [
    { users: first === null ? [] : asked([{ user: first }]), delay: FIRST_DELAY_MS },
    ...steps.map((step) => ({ users: asked(step.targets), delay: delayMs(step) })),
    // Nobody comes behind the fallback.
    { users: reachedBy([fallback], onCall), delay: FALLBACK_EVERY_MS },
  ];
  const placeOf = ({ step }: Cursor) => places[step] ?? { users: [], delay: FALLBACK_EVERY_MS };
  return {
    usersAt: (at) => placeOf(at).users,
    delayAt: (at) => placeOf(at).delay,
    anybody: places.slice(1, -1).some(({ users }) => users.length > 0),
  };
}

/** The place whose turn it is now, which is the fallback where no step reaches anybody. */
function current(
  run: RunPosition,
  policy: PolicySteps,
  plan: Plan,
  now: Date,
): { at: Cursor; missed: number; skipped: readonly number[] } {
  let at = run.cursor;
  let due = run.nextAt.getTime();
  let missed = 0;
  let skipped: number[] = [];
  for (; routeOf(policy, at) !== 'fallback'; at = following(policy, at)) {
    if (plan.usersAt(at).length === 0) {
      if (!skipped.includes(at.step)) skipped.push(at.step);
      // With all of them passed over there is nobody in any loop to come.
      if (!plan.anybody && at.step === policy.steps.length)
        return { at: fallbackOf(policy, at), missed, skipped };
      continue;
    }
    due += plan.delayAt(at);
    if (now.getTime() < due) return { at, missed, skipped };
    missed += 1;
    skipped = [];
  }
  return { at, missed, skipped };
}
