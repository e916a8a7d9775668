import type { Choice, RunReason, RunState, StopReason } from '#contract';
import { beginning, following, routeOf, type Cursor } from './cursor.js';
import type { Chosen } from './choose-policy.js';
import type { RunPosition, StepDecision } from './decide-step.js';
import { stepsOfEverybody, type EscalationPolicy, type PolicySteps } from './escalation-policy.js';

/** A policy as an escalation takes it along. */
export interface TakenPolicy extends PolicySteps {
  readonly slug: string;
  readonly name: string;
}

/** One way through a policy for one incident. */
export interface EscalationRun extends RunPosition {
  readonly id: string;
  readonly incidentId: string;
  readonly territory: string;
  /** 1 for the incident's first */
  readonly number: number;
  readonly because: RunReason;
  /** null = none serves the incident, and nobody is paged */
  readonly policy: TakenPolicy | null;
  readonly chosenBy: Choice | null;
  /** of the incident's topic when it began */
  readonly epoch: number;
  readonly state: RunState;
  readonly stoppedBy: StopReason | null;
  /** since when nobody at all could be reached */
  readonly nobodySince: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** How often is looked again whether a policy serves the incident by now. */
const UNSERVED_EVERY_MS = 60_000;

/** What a run begins with. */
export type NewRun = Pick<
  EscalationRun,
  'id' | 'incidentId' | 'territory' | 'number' | 'because' | 'first' | 'epoch'
>;

/** A run that begins now. @param chosen null when no policy serves the incident */
export function begunRun(
  run: NewRun,
  chosen: Chosen<EscalationPolicy> | null,
  now: Date,
): EscalationRun {
  const unserved: EscalationRun = {
    ...run,
    policy: null,
    chosenBy: null,
    declined: [],
    state: 'unserved',
    stoppedBy: null,
    cursor: beginning(run.first !== null),
    nextAt: new Date(now.getTime() + UNSERVED_EVERY_MS),
    nobodySince: null,
    startedAt: now,
    endedAt: null,
  };
  return chosen ? servedRun(unserved, chosen, now) : unserved;
}

/** One that nobody was paged by, now that a policy serves the incident. */
export function servedRun(
  run: EscalationRun,
  { policy, because }: Chosen<EscalationPolicy>,
  now: Date,
): EscalationRun {
  const { slug, name, steps, repeat, fallback } = policy;
  const taken = { slug, name, steps, repeat, fallback };
  return { ...run, policy: taken, chosenBy: because, state: 'running', nextAt: now };
}

/** One that still has no policy. */
export function stillUnserved(run: EscalationRun, now: Date): EscalationRun {
  return { ...run, nextAt: new Date(now.getTime() + UNSERVED_EVERY_MS) };
}

/**
 * Whether the engine has still to decide who is paged: nobody has an incident that pages, and no run of it is under way. That is nobody
 * for a moment only, unless the engine is down.
 */
export function isPending(
  incident: { readonly state: string; readonly class: string; readonly isSnoozed: boolean },
  newest: Pick<EscalationRun, 'state'> | undefined,
): boolean {
  if (incident.state !== 'triggered' || incident.class !== 'page' || incident.isSnoozed)
    return false;
  return newest === undefined || newest.state === 'stopped';
}

/** A run that is over. */
export function stoppedRun(run: EscalationRun, why: StopReason, now: Date): EscalationRun {
  return { ...run, state: 'stopped', stoppedBy: why, endedAt: now };
}

/** One that the others of a step that wants everybody are paged by, since somebody acknowledged. @param epoch of the incident's topic since then */
export function awaitingRun(
  run: EscalationRun,
  { at: cursor, nextAt }: Extract<StepDecision, { do: 'await' }>,
  epoch: number,
): EscalationRun {
  return { ...run, state: 'awaiting', cursor, nextAt, epoch, nobodySince: null };
}

/**
 * Somebody says that it is not for them. Where nobody else of those who were paged last has a say, the next target is paged at once; behind
 * the fallback there is none.
 * @param last who was paged last, and where; null = nobody was
 */
export function declinedRun(
  run: EscalationRun,
  user: string,
  last: { readonly at: Cursor; readonly users: readonly string[] } | null,
  now: Date,
): EscalationRun {
  const declined = [...run.declined, user];
  const isNobodys = last !== null && last.users.every((one) => declined.includes(one));
  const isLast =
    last !== null && run.policy !== null && routeOf(run.policy, last.at) === 'fallback';
  const isDue = run.state !== 'awaiting' && isNobodys && !isLast && run.nextAt > now;
  return { ...run, declined, nextAt: isDue ? now : run.nextAt };
}

/** One whose next step begins now. */
export function hastenedRun(run: EscalationRun, now: Date): EscalationRun {
  return { ...run, nextAt: now };
}

/**
 * One that goes on where another one was stopped by an acknowledgement: its next step begins now.
 * @param highest the last step of which anybody was paged: where everybody was waited for, the place of the run tells only of those
 */
export function resumedRun(
  stopped: EscalationRun,
  { id, epoch, highest }: Pick<EscalationRun, 'id' | 'epoch'> & { readonly highest: number },
  now: Date,
): EscalationRun {
  const { policy } = stopped;
  const isBehind = policy !== null && highest > 0 && stepsOfEverybody(policy).length > 0;
  const cursor = isBehind ? following(policy, { loop: 1, step: highest }) : stopped.cursor;
  return {
    ...stopped,
    id,
    epoch,
    number: stopped.number + 1,
    because: 'escalated',
    first: null,
    cursor: cursor.step === 0 ? beginning(false) : cursor,
    state: 'running',
    stoppedBy: null,
    nobodySince: null,
    nextAt: now,
    startedAt: now,
    endedAt: null,
  };
}

/** A run after it did what was decided. */
export function advancedRun(
  run: EscalationRun,
  decided: Extract<StepDecision, { do: 'page' | 'nobody' }>,
  now: Date,
): EscalationRun {
  const { cursor, nextAt } = decided;
  // Behind the fallback of the last loop comes the fallback again.
  const wasFallback = decided.do === 'nobody' || decided.route === 'fallback';
  const isExhausted =
    wasFallback && run.policy !== null && routeOf(run.policy, cursor) === 'fallback';
  return {
    ...run,
    cursor,
    nextAt,
    state: isExhausted ? 'exhausted' : 'running',
    nobodySince: decided.do === 'page' ? null : (run.nobodySince ?? now),
  };
}
