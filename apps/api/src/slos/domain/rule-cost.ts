import { RULES_MESSAGES } from '#contract';
import type { RulesState } from './slo.js';

/** What one evaluation of a rule file asks of Prometheus. */
export interface RuleCost {
  /** samples that all its rules together read */
  readonly samples: number;
  /** most samples that one of them holds in memory */
  readonly peak: number;
  /** that a processor took to evaluate all of them, waiting not included; null = the server tells no times */
  readonly seconds: number | null;
  /** false: Prometheus gave up before the end, it is at least this much */
  readonly complete: boolean;
  /** why Prometheus cannot evaluate one of them over the series there are, in its words; it counts as complete */
  readonly refusal: string | null;
  /** what in the document most of it is for, or what cannot be evaluated, in words */
  readonly dearest: string;
  readonly measuredAt: Date;
  /** when the text was measured for the first time */
  readonly since: Date;
}

/** What one evaluation, every 30 seconds, reads and takes. */
interface Need {
  readonly samples: number;
  readonly seconds: number;
}

export interface CostLimits {
  readonly perSlo: Need;
  readonly perTerritory: Need;
}

/** The rule file of one SLO: what is loaded of it, and what is to be. */
export interface PricedFile {
  readonly file: string;
  readonly territory: string;
  /** hash of the text that Prometheus has loaded; empty = none */
  readonly loaded: string;
  /** hash of the text that is to be loaded; that of `loaded` = nothing is to change */
  readonly wanted: string;
}

/** Why a file is not loaded now. */
export interface Withheld {
  /** waiting: nothing is decided yet; refused: it is looked at again with every comparison, since room may come */
  readonly outcome: 'waiting' | 'refused';
  /** failed: it is too much by itself; pending: there is no room for it now, or nothing is known of it yet */
  readonly state: Exclude<RulesState, 'published'>;
  readonly reason: string;
}

/** Costs that were measured, by hash of the text. */
export type Costs = ReadonlyMap<string, RuleCost>;

const MINUTE = 60_000;
/** What is loaded, or what was found to fit, changes slowly once its windows are full. */
const AGAIN_MS = 24 * 60 * MINUTE;
/** What was too much may be less as soon as somebody drops some series; what is young has more samples by then. */
const SOON_AGAIN_MS = 10 * MINUTE;
/** Time is also that of a machine that was busy for a moment, for which no objective is to wait long. */
const BUSY_AGAIN_MS = MINUTE;

const NOTHING: Need = { samples: 0, seconds: 0 };

const UNMEASURED: Withheld = {
  outcome: 'waiting',
  state: 'pending',
  reason: RULES_MESSAGES.measuring,
};

/**
 * Whether a text is to be measured (again): after ten minutes, then whenever the time since the first measurement has doubled, since
 * windows over young data fill as it ages; at last once a day. What took too long is measured again after one minute, two, four and
 * eight, then every ten minutes, as is all else that is not loaded for what was found.
 * @param limit what one SLO may need
 */
export function isMeasureDue(cost: RuleCost | undefined, limit: Need, now: Date): boolean {
  if (cost === undefined) return true;
  const age = cost.measuredAt.getTime() - cost.since.getTime();
  const soon = isTooMuch(cost, limit) || cost.refusal !== null || cost.samples === 0;
  const first = isTooLong(cost, limit) ? BUSY_AGAIN_MS : SOON_AGAIN_MS;
  const after = Math.min(Math.max(age, first), soon ? SOON_AGAIN_MS : AGAIN_MS);
  return Math.abs(now.getTime() - cost.measuredAt.getTime()) >= after;
}

/**
 * A new measurement of a text. Time that grew more than the samples did is that of a busy machine, and does not count.
 * @param known the one before it
 */
export function measuredAgain(known: RuleCost | undefined, cost: RuleCost): RuleCost {
  const since = known?.since ?? cost.since;
  if (!known || known.seconds === null || cost.seconds === null || !cost.complete)
    return { ...cost, since };
  const growth = Math.max(1, cost.samples / Math.max(1, known.samples));
  return { ...cost, since, seconds: Math.min(cost.seconds, known.seconds * growth) };
}

/** The reason in words when a text needs more than one SLO may, else null. */
export function beyondOwn(cost: RuleCost | undefined, limit: Need): string | null {
  if (cost === undefined || !isTooMuch(cost, limit)) return null;
  const { complete, samples, seconds, dearest } = cost;
  const most = `Most of it is for ${dearest}.`;
  if (!complete && samples === 0)
    return `Prometheus gave up on evaluating it; at most ${count(limit.samples)} samples per evaluation are allowed for one objective. ${most}`;
  if (complete && samples <= limit.samples)
    return `It keeps Prometheus busy for ${span(seconds ?? 0)} per evaluation; at most ${span(limit.seconds)} are allowed for one objective. ${most}`;
  const needs = complete
    ? `needs ${count(samples)} samples per evaluation`
    : `needs more than ${count(samples)} samples per evaluation, Prometheus gave up on it`;
  return `It ${needs}; at most ${count(limit.samples)} are allowed for one objective. ${most}`;
}

/**
 * Which files are not to be loaded because of what they cost. What is loaded stays and counts; of what is to be loaded the oldest
 * objective comes first, and whatever still fits is let in: one that does not keeps nobody else waiting. Of what Prometheus gave up on
 * only a part is known: it counts what one SLO may need, at least.
 * @param files of all SLOs, the oldest first
 */
export function withheldFiles(
  files: readonly PricedFile[],
  costs: Costs,
  limits: CostLimits,
): Map<string, Withheld> {
  const withheld = new Map<string, Withheld>();
  const used = new Map<string, Need>();
  const of = (hash: string) => needOf(costs.get(hash), limits.perSlo);
  const usedIn = (territory: string) => used.get(territory) ?? NOTHING;
  for (const { territory, loaded } of files)
    used.set(territory, plus(usedIn(territory), of(loaded)));
  for (const { file, territory, loaded, wanted } of files) {
    if (loaded === wanted) continue;
    const cost = costs.get(wanted);
    const tooMuch = beyondOwn(cost, limits.perSlo);
    const [before, after] = [of(loaded), of(wanted)];
    const others = plus(usedIn(territory), before, -1);
    const lacks = (['samples', 'seconds'] as const).find(
      (one) => after[one] > before[one] && others[one] + after[one] > limits.perTerritory[one],
    );
    if (cost === undefined) withheld.set(file, UNMEASURED);
    else if (cost.refusal !== null)
      withheld.set(file, { outcome: 'refused', state: 'failed', reason: cannotBeEvaluated(cost) });
    else if (tooMuch !== null)
      withheld.set(file, { outcome: 'refused', state: 'failed', reason: tooMuch });
    else if (lacks !== undefined)
      withheld.set(file, {
        outcome: 'refused',
        state: 'pending',
        reason: waitsForRoom(territory, WORDS[lacks](after, others, limits.perTerritory)),
      });
    else used.set(territory, plus(others, after));
  }
  return withheld;
}

function cannotBeEvaluated({ dearest, refusal }: RuleCost): string {
  return `Prometheus cannot evaluate ${dearest}: ${refusal}`;
}

function isTooMuch(cost: RuleCost, limit: Need): boolean {
  return cost.samples > limit.samples || isTooLong(cost, limit);
}

/** Prometheus gives up on what does not come to its end in time, too. */
function isTooLong({ complete, seconds }: RuleCost, limit: Need): boolean {
  return !complete || (seconds ?? 0) > limit.seconds;
}

/** Of what is not known to its end at least what one SLO may need. */
function needOf(cost: RuleCost | undefined, perSlo: Need): Need {
  const { samples, seconds, complete } = cost ?? { ...NOTHING, complete: true };
  const known = { samples, seconds: seconds ?? 0 };
  if (complete) return known;
  return {
    samples: Math.max(known.samples, perSlo.samples),
    seconds: Math.max(known.seconds, perSlo.seconds),
  };
}

function plus(a: Need, b: Need, times = 1): Need {
  return { samples: a.samples + times * b.samples, seconds: a.seconds + times * b.seconds };
}

const WORDS = {
  samples: (own: Need, others: Need, limit: Need) =>
    [`${count(own.samples)} samples`, count(others.samples), count(limit.samples)] as const,
  seconds: (own: Need, others: Need, limit: Need) =>
    [`${span(own.seconds)} of a processor`, span(others.seconds), span(limit.seconds)] as const,
};

function waitsForRoom(
  territory: string,
  [own, others, limit]: readonly [string, string, string],
): string {
  return `It waits for room: it needs ${own} per evaluation, the other objectives of ${territory} ${others}; at most ${limit} are allowed for a territory.`;
}

function span(seconds: number): string {
  return `${seconds.toLocaleString('en', { maximumSignificantDigits: 3 })} s`;
}

function count(samples: number): string {
  return samples.toLocaleString('en');
}
