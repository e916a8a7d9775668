import type { RulesState } from './slo.js';

/** What one evaluation of a rule file asks of Prometheus. */
export interface RuleCost {
  /** samples that all its rules together read */
  readonly samples: number;
  /** most samples that one of them holds in memory */
  readonly peak: number;
  /** false: Prometheus gave up before the end, it is at least this much */
  readonly complete: boolean;
  /** what in the document most of it is for, in words */
  readonly dearest: string;
  readonly measuredAt: Date;
  /** when the text was measured for the first time */
  readonly since: Date;
}

/** Samples of one evaluation, every 30 seconds. */
export interface CostLimits {
  readonly perSlo: number;
  readonly perTerritory: number;
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

const UNMEASURED: Withheld = {
  outcome: 'waiting',
  state: 'pending',
  reason: 'What the rules cost is being measured before they are loaded.',
};

/**
 * Whether a text is to be measured (again): after ten minutes, then whenever the time since the first measurement has doubled, since
 * windows over young data fill as it ages; at last once a day.
 * @param limit samples that one SLO may need
 */
export function isMeasureDue(cost: RuleCost | undefined, limit: number, now: Date): boolean {
  if (cost === undefined) return true;
  const age = cost.measuredAt.getTime() - cost.since.getTime();
  const soon = isTooMuch(cost, limit) || cost.samples === 0;
  const after = soon ? SOON_AGAIN_MS : Math.min(Math.max(age, SOON_AGAIN_MS), AGAIN_MS);
  return Math.abs(now.getTime() - cost.measuredAt.getTime()) >= after;
}

/** A new measurement of a text. @param known the one before it */
export function measuredAgain(known: RuleCost | undefined, cost: RuleCost): RuleCost {
  return { ...cost, since: known?.since ?? cost.since };
}

/** The reason in words when a text needs more than one SLO may, else null. */
export function beyondOwn(cost: RuleCost | undefined, limit: number): string | null {
  if (cost === undefined || !isTooMuch(cost, limit)) return null;
  const { complete, samples, dearest } = cost;
  const most = `Most of it is for ${dearest}.`;
  if (!complete && samples === 0)
    return `Prometheus gave up on evaluating it; at most ${count(limit)} samples per evaluation are allowed for one objective. ${most}`;
  const needs = complete
    ? `needs ${count(samples)} samples per evaluation`
    : `needs more than ${count(samples)} samples per evaluation, Prometheus gave up on it`;
  return `It ${needs}; at most ${count(limit)} are allowed for one objective. ${most}`;
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
  const used = new Map<string, number>();
  const of = (hash: string) => {
    const { samples, complete } = costs.get(hash) ?? { samples: 0, complete: true };
    return complete ? samples : Math.max(samples, limits.perSlo);
  };
  for (const { territory, loaded } of files)
    used.set(territory, (used.get(territory) ?? 0) + of(loaded));
  for (const { file, territory, loaded, wanted } of files) {
    if (loaded === wanted) continue;
    const cost = costs.get(wanted);
    const tooMuch = beyondOwn(cost, limits.perSlo);
    const others = (used.get(territory) ?? 0) - of(loaded);
    const grows = of(wanted) > of(loaded);
    if (cost === undefined) withheld.set(file, UNMEASURED);
    else if (tooMuch !== null)
      withheld.set(file, { outcome: 'refused', state: 'failed', reason: tooMuch });
    else if (grows && others + cost.samples > limits.perTerritory)
      withheld.set(file, {
        outcome: 'refused',
        state: 'pending',
        reason: `It waits for room: it needs ${count(cost.samples)} samples per evaluation, the other objectives of ${territory} ${count(others)}; at most ${count(limits.perTerritory)} are allowed for a territory.`,
      });
    else used.set(territory, others + cost.samples);
  }
  return withheld;
}

function isTooMuch({ complete, samples }: RuleCost, limit: number): boolean {
  return !complete || samples > limit;
}

function count(samples: number): string {
  return samples.toLocaleString('en');
}
