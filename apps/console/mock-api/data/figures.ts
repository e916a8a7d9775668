import type { IncidentDetail, IncidentFigures } from '../../src/api/contract.js';

type Group = IncidentFigures['subjects'][number];
type Total = IncidentFigures['total'];

/** In seconds, from the start to a time. */
const lasted = (one: IncidentDetail, end: string | null): number[] =>
  end === null ? [] : [(Date.parse(end) - Date.parse(one.startedAt)) / 1000];

function spreadOf(values: readonly number[]): Total['detect'] {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.at(-1);
  if (last === undefined) return null;
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  return { count: sorted.length, mean, median: sorted[sorted.length >> 1] ?? last, p90: last };
}

function totalOf(incidents: readonly IncidentDetail[]): Total {
  const over = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  const recovered = over.filter((one) => one.automatic && one.acknowledgedAt === null).length;
  return {
    incidents: incidents.length,
    open: incidents.length - over.length,
    reopened: 0,
    snoozed: 0,
    merged: incidents.reduce((sum, { merged }) => sum + merged.length, 0),
    unpaged: 0,
    unacknowledged: incidents.filter(({ acknowledgedAt }) => acknowledgedAt === null).length,
    detect: spreadOf(incidents.flatMap((one) => lasted(one, one.triggeredAt))),
    acknowledge: spreadOf(incidents.flatMap((one) => lasted(one, one.acknowledgedAt))),
    resolve: spreadOf(incidents.flatMap((one) => lasted(one, one.resolvedAt))),
    recovered,
    recoveredShare: over.length === 0 ? null : recovered / over.length,
  };
}

function groupsOf(
  incidents: readonly IncidentDetail[],
  by: (incident: IncidentDetail) => string | null,
): Group[] {
  return [...Map.groupBy(incidents, by)]
    .map(([slug, some]) => ({ slug, name: slug, ...totalOf(some) }))
    .toSorted((a, b) => b.incidents - a.incidents);
}

/** The figures of incidents that began from one time to another. */
export function figuresOf(
  all: readonly IncidentDetail[],
  from: string,
  to: string,
): IncidentFigures {
  const counted = all.filter(
    ({ class: of, mergedInto, triggeredAt }) =>
      of === 'page' && mergedInto === null && triggeredAt >= from && triggeredAt < to,
  );
  return {
    from,
    to,
    total: totalOf(counted),
    subjects: groupsOf(counted, ({ subject }) => subject),
    teams: groupsOf(counted, ({ team }) => team),
    leftOut: { sample: 1, recorded: 0 },
  };
}
