import type { CalendarPeriod } from '../window.js';

/** What counts and which of it is bad: plain vector selectors of counters. */
export type RatioIndicator = { total: string; bad: string } | { total: string; good: string };

/** When a load regime holds: enters at `above`, is left below `release` (at most `above`). */
export interface RegimeCondition {
  expression: string;
  above: number;
  release: number;
}

/** One regime of a latency indicator; the one without `when` is the default. */
export interface RegimeDocument {
  name: string;
  threshold: string;
  when?: RegimeCondition;
}

export interface LatencyIndicator {
  /** Selector of the histogram's base name: http_server_request_duration{job="shop"} */
  histogram: string;
  regimes: RegimeDocument[];
}

export type IndicatorDocument = { ratio: RatioIndicator } | { latency: LatencyIndicator };
export type WindowDocument = { rolling: string } | { calendar: CalendarPeriod; timeZone: string };
export const BIRTH_MODES = ['guarded', 'off', 'zero'] as const;
export type BirthMode = (typeof BIRTH_MODES)[number];

export interface SloSpec {
  /** Slug of the subject the promise is about. */
  subject: string;
  team?: string;
  owner?: string;
  description?: string;
  runbook?: string;
  /** Percent as an exact decimal: '99.9'. */
  target: string;
  window: WindowDocument;
  indicator: IndicatorDocument;
  alerting?: { minBadEvents?: number; disabled?: boolean };
  birth?: BirthMode;
}

/** A service level objective as written in files and sent through the API. */
export interface SloDocument {
  apiVersion: 'leitstand/v1';
  kind: 'SLO';
  metadata: {
    name: string;
    displayName?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: SloSpec;
}
