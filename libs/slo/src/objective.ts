import { parseThreshold } from './duration.js';
import type { Threshold } from './duration.js';
import type { RatioIndicator } from './document/indicator.js';
import type { RegimeCondition } from './document/regimes.js';
import type { BirthMode, SloDocument } from './document/slo-document.js';
import { windowOf } from './document/window.js';
import { targetOf } from './target.js';
import type { Target } from './target.js';
import type { Window } from './window.js';

export const DEFAULT_MIN_BAD_EVENTS = 5;

/** A load regime ready for arithmetic; `when` is null for the default. */
export interface Regime {
  name: string;
  threshold: Threshold;
  when: RegimeCondition | null;
}

export type Indicator =
  | { kind: 'ratio'; ratio: RatioIndicator }
  | { kind: 'latency'; histogram: string; regimes: Regime[] };

/** A validated objective: the document with its texts resolved to exact values. */
export interface Objective {
  slug: string;
  name: string;
  target: Target;
  window: Window;
  indicator: Indicator;
  minBadEvents: number;
  alerting: boolean;
  birth: BirthMode;
}

function indicatorOf(document: SloDocument): Indicator {
  const { indicator } = document.spec;
  if ('ratio' in indicator) return { kind: 'ratio', ratio: indicator.ratio };
  const regimes = indicator.latency.regimes.map(({ name, threshold, when }) => {
    const parsed = parseThreshold(threshold);
    if (parsed === undefined) throw new RangeError(`'${threshold}' is not a threshold`);
    return { name, threshold: parsed, when: when ?? null };
  });
  return { kind: 'latency', histogram: indicator.latency.histogram, regimes };
}

/** Resolves a document that parseSloDocument accepted. Throws a RangeError for one it would have refused. */
export function objectiveOf(document: SloDocument): Objective {
  const { metadata, spec } = document;
  return {
    slug: metadata.name,
    name: metadata.displayName ?? metadata.name,
    target: targetOf(spec.target),
    window: windowOf(spec.window),
    indicator: indicatorOf(document),
    minBadEvents: spec.alerting?.minBadEvents ?? DEFAULT_MIN_BAD_EVENTS,
    alerting: spec.alerting?.disabled !== true,
    birth: spec.birth ?? 'guarded',
  };
}

/** Thresholds per regime in seconds, for lists; empty for a ratio. */
export function thresholdsOf(objective: Objective): { regime: string; seconds: number }[] {
  if (objective.indicator.kind === 'ratio') return [];
  return objective.indicator.regimes.map(({ name, threshold }) => ({
    regime: name,
    seconds: threshold.seconds,
  }));
}
