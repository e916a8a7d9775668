import type { PageRoute } from '#contract';
import { beginning, type Cursor } from './cursor.js';
import { decideStep, type StepDecision } from './decide-step.js';
import { stepsOfEverybody, type PolicySteps } from './escalation-policy.js';
import type { OnCallSnapshot } from './on-call-snapshot.js';

/** More than that is no answer that anybody reads. */
const MAX_PAGES = 50;
/** Loops of a policy that has no last one. */
const LOOPS_SHOWN = 2;

/** What would happen at one instant if nobody acknowledged. */
export interface SimulatedPage {
  readonly at: Date;
  readonly place: Cursor | null;
  /** null where nobody at all would be reached */
  readonly route: PageRoute | null;
  /** ids of users */
  readonly users: readonly string[];
  /** numbers of the steps that reach nobody then */
  readonly skipped: readonly number[];
  /** whether each of them is paged on until they acknowledge themselves */
  readonly everybody: boolean;
}

/**
 * What a policy would do about an incident that nobody acknowledges, by the function that decides about real ones: until the fallback is
 * paged the first time, or through two loops of a policy that repeats until somebody acknowledges.
 * It yields each instant at which it has to know who is on call, and is sent that.
 * @param start when the incident begins
 */
export function* simulate(
  policy: PolicySteps,
  start: Date,
): Generator<Date, readonly SimulatedPage[], OnCallSnapshot> {
  const pages: SimulatedPage[] = [];
  let [cursor, nextAt] = [beginning(false), start];
  while (pages.length < MAX_PAGES) {
    const onCall = yield nextAt;
    const run = { cursor, nextAt, first: null, declined: [] };
    const decided = decideStep(run, policy, { state: 'triggered' }, onCall, nextAt);
    if (decided.do !== 'page' && decided.do !== 'nobody') break;
    pages.push(pageOf(policy, decided, nextAt));
    if (isEnd(decided)) break;
    ({ cursor, nextAt } = decided);
  }
  return pages;
}

type Acted = Extract<StepDecision, { do: 'page' | 'nobody' }>;

function isEnd(decided: Acted): boolean {
  if (decided.do === 'nobody' || decided.route === 'fallback') return true;
  return decided.cursor.loop > LOOPS_SHOWN;
}

/** What a decision means to those who ask about it beforehand. */
export function pageOf(policy: PolicySteps, decided: Acted, at: Date): SimulatedPage {
  const { skipped } = decided;
  if (decided.do === 'nobody')
    return { at, place: null, route: null, users: [], skipped, everybody: false };
  const { at: place, route, users } = decided;
  const everybody = stepsOfEverybody(policy).includes(place.step);
  return { at, place, route, users, skipped, everybody };
}
