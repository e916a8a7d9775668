/**
 * An incident as the figures count it. Counted are incidents of the class `page` that began within a stretch of time, as they stand now.
 * Left out: those of the sample; those that were over before anybody heard of them (nobody could be quick about them); those that
 * turned out to be another one, which is counted in their place. Exercises are no incidents.
 */
export interface CountedIncident {
  /** the earliest start of an alert of it, and of those that were merged into it; when people declared it */
  readonly startedAt: Date;
  /** the first attempt to page anybody about it, or about one that was merged into it; null = there was none */
  readonly pagedAt: Date | null;
  /** the first time a person acknowledged it, themselves or by a token, or one that was merged into it; null = nobody ever did */
  readonly acknowledgedAt: Date | null;
  /** the last time it was resolved; null while it is open, also while it is open again */
  readonly resolvedAt: Date | null;
  /** whether its alerts resolved it */
  readonly automatic: boolean;
  /** whether it was ever opened again */
  readonly reopened: boolean;
  /** whether it ever slept */
  readonly snoozed: boolean;
  /** how many turned out to be this one */
  readonly merged: number;
}

/** How long something took, in seconds. */
export interface Spread {
  /** of how many incidents */
  readonly count: number;
  /** arithmetic */
  readonly mean: number;
  readonly median: number;
  /** nine of ten took at most as long */
  readonly p90: number;
}

/** What incidents cost in time. Each is counted once, however often it was reopened, and its clock never stands still. */
export interface Figures {
  readonly incidents: number;
  readonly open: number;
  readonly reopened: number;
  readonly snoozed: number;
  /** how many turned out to be one of these */
  readonly merged: number;
  /** about which nobody was ever paged: they are in no time to detect */
  readonly unpaged: number;
  /** which no person ever acknowledged: they are in no time to acknowledge */
  readonly unacknowledged: number;
  /** MTTD, mean time to detect: from the earliest start to the first attempt to page anybody; null where nobody was */
  readonly detect: Spread | null;
  /** MTTA, mean time to acknowledge: from the earliest start to the first acknowledgement by a person; null where nobody gave one */
  readonly acknowledge: Spread | null;
  /** MTTR, mean time to resolve: from the earliest start to the last resolution; null where all are open */
  readonly resolve: Spread | null;
  /** those that are over, resolved by their alerts, and that no person ever acknowledged */
  readonly recovered: number;
  /** automatic recovery: their share (0 to 1) of those that are over; null where none is */
  readonly recoveredShare: number | null;
}

/** What incidents cost in time, by the definitions above. */
export function figuresOf(incidents: readonly CountedIncident[]): Figures {
  const over = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  const recovered = over.filter(
    ({ automatic, acknowledgedAt }) => automatic && acknowledgedAt === null,
  ).length;
  const count = (is: (one: CountedIncident) => boolean) => incidents.filter(is).length;
  const until = (end: (one: CountedIncident) => Date | null) =>
    spreadOf(incidents.flatMap((one) => secondsTo(one, end(one))));
  return {
    incidents: incidents.length,
    open: incidents.length - over.length,
    reopened: count(({ reopened }) => reopened),
    snoozed: count(({ snoozed }) => snoozed),
    merged: incidents.reduce((sum, { merged }) => sum + merged, 0),
    unpaged: count(({ pagedAt }) => pagedAt === null),
    unacknowledged: count(({ acknowledgedAt }) => acknowledgedAt === null),
    detect: until(({ pagedAt }) => pagedAt),
    acknowledge: until(({ acknowledgedAt }) => acknowledgedAt),
    resolve: until(({ resolvedAt }) => resolvedAt),
    recovered,
    recoveredShare: over.length === 0 ? null : recovered / over.length,
  };
}

/** Seconds from its start to an end of it: none where there is no end; never negative, whatever the clocks of sources say. */
export function secondsTo({ startedAt }: CountedIncident, end: Date | null): number[] {
  return end === null ? [] : [Math.max(0, (end.getTime() - startedAt.getTime()) / 1000)];
}

/**
 * Mean, median and ninetieth percentile. A percentile lies between the two nearest values, in proportion (R-7 of Hyndman and Fan, 1996, as
 * PostgreSQL's `percentile_cont`).
 * @param seconds in any order
 * @returns null for none
 */
export function spreadOf(seconds: readonly number[]): Spread | null {
  const sorted = seconds.toSorted((a, b) => a - b);
  const { length: count } = sorted;
  if (count === 0) return null;
  const percentile = (percent: number): number => {
    const place = (count - 1) * percent; // in hundredths, which are exact
    const below = sorted[Math.floor(place / 100)] ?? 0;
    const above = sorted[Math.ceil(place / 100)] ?? below;
    return below + ((above - below) * (place % 100)) / 100;
  };
  const mean = sorted.reduce((sum, one) => sum + one, 0) / count;
  return { count, mean, median: percentile(50), p90: percentile(90) };
}
