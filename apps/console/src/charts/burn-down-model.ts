import type { BurnDown, BurnDownPoint } from '../api/contract-slo.js';

/** A burn-down as columns of one length; x in unix seconds, shares 0..1, null where nothing was measured. */
export interface BurnDownColumns {
  x: number[];
  /** Budget left where it rests on measured data. */
  measured: (number | null)[];
  /** Budget left where it rests on back-filled sample history; meets `measured` in one shared point. */
  sample: (number | null)[];
  good: number[];
  bad: number[];
}
/** A stretch of time, unix seconds. */
export interface Stretch {
  from: number;
  to: number;
}
export interface Spot {
  x: number;
  y: number;
}

/** RFC 3339 → unix seconds. */
export function seconds(at: string): number {
  return Date.parse(at) / 1000;
}

/** Splits the points into columns. A null stays null in both lines: gaps are drawn as gaps. */
export function toColumns(points: readonly BurnDownPoint[]): BurnDownColumns {
  const columns: BurnDownColumns = { x: [], measured: [], sample: [], good: [], bad: [] };
  points.forEach((point, index) => {
    const joins = point.sample && points[index + 1]?.sample === false;
    columns.x.push(seconds(point.at));
    columns.measured.push(!point.sample || joins ? point.left : null);
    columns.sample.push(point.sample ? point.left : null);
    columns.good.push(point.good);
    columns.bad.push(point.bad);
  });
  return columns;
}

/** Stretches of neighbouring points that satisfy `holds`, each reaching half a step beyond its outer points. */
export function stretches(
  points: readonly BurnDownPoint[],
  stepSeconds: number,
  holds: (point: BurnDownPoint) => boolean,
): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  for (const point of points) {
    const x = seconds(point.at);
    if (!holds(point)) open = null;
    else if (open) open.to = x + stepSeconds / 2;
    else {
      open = { from: x - stepSeconds / 2, to: x + stepSeconds / 2 };
      found.push(open);
    }
  }
  return found;
}

/** The newest point that has a value: the number the tile shows. Null when nothing was ever measured. */
export function lastSpot(points: readonly BurnDownPoint[]): Spot | null {
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const point = points[index];
    if (point && point.left !== null) return { x: seconds(point.at), y: point.left };
  }
  return null;
}

/**
 * Where the budget goes at the present burn: a straight line from the newest point to zero at `exhaustsAt`,
 * cut at `horizon` (unix seconds). Null when the budget lasts (`exhaustsAt` null), is gone, or nothing is known.
 */
export function projection(
  last: Spot | null,
  exhaustsAt: string | null,
  horizon: number,
): [Spot, Spot] | null {
  if (!last || exhaustsAt === null || last.y <= 0) return null;
  const end = seconds(exhaustsAt);
  if (end <= last.x) return null;
  if (end <= horizon) return [last, { x: end, y: 0 }];
  const share = (horizon - last.x) / (end - last.x);
  return share <= 0 ? null : [last, { x: horizon, y: last.y * (1 - share) }];
}

/** The ends of the time axis: everything measured, a calendar window's end, and up to a quarter more for the projection. */
export function timeRange(
  burnDown: Pick<BurnDown, 'from' | 'to'>,
  end: number | null,
  exhaustsAt: string | null,
): [number, number] {
  const from = seconds(burnDown.from);
  const to = seconds(burnDown.to);
  if (end !== null) return [from, Math.max(to, end)];
  if (exhaustsAt === null) return [from, to];
  return [
    from,
    Math.min(Math.max(to, seconds(exhaustsAt) + (to - from) * 0.03), to + (to - from) * 0.25),
  ];
}

/** The ends of the budget axis: 100 % above, and always a strip of the exhausted zone below zero. */
export function budgetRange(lefts: readonly (number | null)[]): [number, number] {
  let low = 0;
  let high = 1;
  for (const left of lefts) {
    if (left === null) continue;
    low = Math.min(low, left);
    high = Math.max(high, left);
  }
  return [low < 0 ? low * 1.08 - 0.04 : -0.1, high > 1 ? high * 1.04 : 1];
}
