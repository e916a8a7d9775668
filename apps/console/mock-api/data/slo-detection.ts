import { DETECTION_TARGET_SECONDS, detectionCurve, mildestPaged, objectiveOf } from '#slo';
import type { DetectionEnvelope } from '../../src/api/contract-slo.js';
import type { SloSeed } from './slo-seeds.js';
import { sloDocument } from './slos.js';

/** As the API: the real arithmetic under the seed's traffic. */
export function detection(seed: SloSeed): DetectionEnvelope {
  const objective = objectiveOf(sloDocument(seed));
  const options = seed.perMinute === 0 ? {} : { eventsPerSecond: seed.perMinute / 60 };
  return {
    targetSeconds: DETECTION_TARGET_SECONDS,
    eventsPerSecond: options.eventsPerSecond ?? null,
    withinTarget: mildestPaged(objective, DETECTION_TARGET_SECONDS, options),
    paged: mildestPaged(objective, Infinity, options),
    points: detectionCurve(objective, 61, options),
  };
}
