import {
  DETECTION_TARGET_SECONDS,
  detectionCurve,
  mildestPaged,
  type Detection,
  type Objective,
} from '#slo';
import { boundsAt, type Reading } from './reading.js';

const CURVE_POINTS = 61;

/** When constant faults page, as the compiled alert rules of one objective see them. */
export interface DetectionEnvelope {
  /** mean time to detection that a page has to keep */
  readonly targetSeconds: number;
  /** traffic that the floor of bad events is held against, the mean of the window; null = nothing measured, taken as plenty */
  readonly eventsPerSecond: number | null;
  /** the mildest fault that is paged within the target; null = none is */
  readonly withinTarget: Detection | null;
  /** the mildest fault that is paged at all; null = none is */
  readonly paged: Detection | null;
  /** by rising error ratio, from burn rate 1 to a total outage */
  readonly points: readonly Detection[];
}

/** Events per measured second of the window; null where there are none. */
export function meanTraffic(
  objective: Objective,
  reading: Pick<Reading, 'asOf' | 'total' | 'coverage'> | null,
): number | null {
  if (reading === null || reading.total === 0 || reading.coverage === 0) return null;
  return (
    reading.total /
    (reading.coverage * boundsAt(objective.window, new Date(reading.asOf)).elapsedSeconds)
  );
}

/** The envelope of an objective under its mean traffic; both limits are points of the curve. */
export function detectionEnvelopeOf(
  objective: Objective,
  eventsPerSecond: number | null,
  ingestionOffsetSeconds: number,
): DetectionEnvelope {
  const options =
    eventsPerSecond === null
      ? { ingestionOffsetSeconds }
      : { ingestionOffsetSeconds, eventsPerSecond };
  const withinTarget = mildestPaged(objective, DETECTION_TARGET_SECONDS, options);
  const paged = mildestPaged(objective, Infinity, options);
  const curve = [...detectionCurve(objective, CURVE_POINTS, options), withinTarget, paged].filter(
    (point) => point !== null,
  );
  const points = [...new Map(curve.map((point) => [point.errorRatio, point])).values()].toSorted(
    (a, b) => a.errorRatio - b.errorRatio,
  );
  return { targetSeconds: DETECTION_TARGET_SECONDS, eventsPerSecond, withinTarget, paged, points };
}
