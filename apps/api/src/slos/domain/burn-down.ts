import { budgetOf, type Objective } from '#slo';
import { floorTo } from './ledger-plan.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';
import { boundsAt, budgetInput, NO_SUMS, plus, type LedgerSums } from './reading.js';

const MAX_POINTS = 400;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10_080];

/** One point of the chart: `left` at the end of the step (null = nobody measured the step), counts of the step itself. */
export interface BurnDownPoint {
  readonly at: string;
  readonly left: number | null;
  readonly good: number;
  readonly bad: number;
  /** measured share of the step, 0..1 */
  readonly covered: number;
  readonly sample: boolean;
}

/** Which instants a chart needs counts for; unix milliseconds. */
export interface BurnDownPlan {
  /** begin of the first step: where the chart begins, even if that is within a step of the grid */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** ends of whole steps, oldest first */
  readonly ends: readonly number[];
  /** where the budget window of each end begins */
  readonly starts: readonly number[];
  /** all of them, sorted, each once: counts are summed between neighbours */
  readonly edges: readonly number[];
  /** end of a first step that is cut by the begin of the chart; null when the first one is whole */
  readonly headTo: number | null;
  /** begin of the unfinished step at the end; null when the chart ends with a whole one */
  readonly tailFrom: number | null;
}

/** Whether hours are fine enough for all whole steps. */
export function isHourly({ edges }: BurnDownPlan): boolean {
  return edges.every((edge) => edge % HOUR_MS === 0);
}

/** Shortest step of the list that needs at most 400 points; hours where minutes are no longer kept. */
function stepFor(lengthMs: number, oldest: number, minutesFrom: number): number {
  const least = oldest < minutesFrom ? HOUR_MS : MINUTE_MS;
  const steps = STEPS_MINUTES.map((minutes) => minutes * MINUTE_MS).filter((step) => step >= least);
  return (
    steps.find((step) => lengthMs / step <= MAX_POINTS - 2) ??
    floorTo(lengthMs / (MAX_POINTS - 2), HOUR_MS) + HOUR_MS
  );
}

/**
 * Plans a chart of [from, to): its steps hold what happened in it, no more and no less. It begins with the next full hour, as sums
 * do, where minutes are not kept any more.
 * @param minutesFrom oldest minute that is kept; all times in unix milliseconds
 */
export function planBurnDown(
  objective: Objective,
  from: number,
  to: number,
  minutesFrom: number,
): BurnDownPlan {
  const startOf = (at: number) => boundsAt(objective.window, new Date(at)).start.getTime();
  const stepMs = stepFor(to - from, startOf(from), minutesFrom);
  const hour = -floorTo(-from, HOUR_MS);
  const start = from < minutesFrom && hour < to ? hour : from;
  const begin = floorTo(start, stepMs);
  const ends: number[] = [];
  for (let at = begin + stepMs; at <= to; at += stepMs) ends.push(at);
  const starts = ends.map(startOf);
  const edges = [...new Set([begin, ...ends, ...starts])].toSorted((a, b) => a - b);
  const last = ends.at(-1) ?? start;
  const headTo = begin < start ? (ends[0] ?? null) : null;
  return {
    from: start,
    to,
    stepMs,
    ends,
    starts,
    edges,
    headTo,
    tailFrom: last < to ? last : null,
  };
}

/** Sums from the first edge up to each edge. */
function cumulated(
  edges: readonly number[],
  between: readonly LedgerSums[],
): Map<number, LedgerSums> {
  let sums = NO_SUMS;
  const reached = new Map<number, LedgerSums>();
  edges.forEach((edge, i) => {
    reached.set(edge, sums);
    sums = plus(sums, between[i] ?? NO_SUMS, 1);
  });
  return reached;
}

/** One point: counts of its step, and the budget of the window that ends with it. */
export function burnDownPoint(
  objective: Objective,
  begin: number,
  end: number,
  step: LedgerSums,
  window: LedgerSums,
): BurnDownPoint {
  const left =
    step.coveredSeconds > 0
      ? budgetOf(budgetInput(objective, window, new Date(end))).leftShare
      : null;
  const covered = end > begin ? Math.min((step.coveredSeconds * 1000) / (end - begin), 1) : 0;
  return {
    at: new Date(end).toISOString(),
    left,
    good: step.good,
    bad: step.bad,
    covered,
    sample: step.sampleSeconds > 0,
  };
}

/**
 * The points of a chart's whole steps from the sums between neighbouring edges.
 * @param between sums from edge i to edge i + 1
 * @param head sums of a first step that is cut
 */
export function burnDownPoints(
  objective: Objective,
  plan: BurnDownPlan,
  between: readonly LedgerSums[],
  head: LedgerSums | null = null,
): BurnDownPoint[] {
  const reached = cumulated(plan.edges, between);
  const sumOf = (from: number, to: number) =>
    plus(reached.get(to) ?? NO_SUMS, reached.get(from) ?? NO_SUMS, -1);
  return plan.ends.map((end, i) => {
    const begin = plan.ends[i - 1] ?? plan.from;
    return burnDownPoint(
      objective,
      begin,
      end,
      i === 0 && head ? head : sumOf(begin, end),
      sumOf(plan.starts[i] ?? begin, end),
    );
  });
}
