import type { SubjectKind } from '#contract';
import type { Objective } from '../contract-slo.js';
import { formatQuantity } from '../../util/format/number.js';
import type { Language } from '../../util/format/locale.js';

type DurationUnit = 's' | 'm' | 'h' | 'd' | 'w';

/** '1d12h' → [[1, 'd'], [12, 'h']]; an empty list for anything else. */
export function durationParts(text: string): [number, DurationUnit][] {
  if (!/^(\d+[smhdw])+$/.test(text)) return [];
  return [...text.matchAll(/(\d+)([smhdw])/g)].map((match) => [
    Number(match[1]),
    match[2] as DurationUnit,
  ]);
}

/** Digits an SLI is shown with: those of its target plus two, so that a difference from the target is visible. */
export function sliDigits(target: string): number {
  return (target.split('.')[1]?.length ?? 0) + 2;
}

/** '95' → 'p95', '99.9' → 'p99.9' / 'p99,9'. */
export function targetPercentile(target: string, language: Language): string {
  return `p${language === 'de' ? target.replace('.', ',') : target}`;
}

/** A latency threshold in its natural unit: 0.2 → '200 ms', 2 → '2 s'. */
export function thresholdQuantity(seconds: number, language: Language): string {
  return seconds < 1
    ? formatQuantity(Number((seconds * 1000).toPrecision(12)), 'ms', language, 3)
    : formatQuantity(seconds, 's', language, 3);
}

/** The regimes in the order people read them: the everyday one first, then the harder ones. */
export function orderedThresholds(objective: Objective): Objective['thresholds'] {
  return [...objective.thresholds].sort((a, b) => a.seconds - b.seconds);
}

/** What one event is called: people and programs send requests to these kinds of subjects, elsewhere things just happen. */
export function eventNoun(kind: SubjectKind): 'requests' | 'events' {
  return kind === 'service' || kind === 'website' || kind === 'external-dependency'
    ? 'requests'
    : 'events';
}

/** True when a single bad event would overspend the budget: less than one bad event is allowed. */
export function isLowVolume(
  reading: { total: number; budget: { allowedBad: number } } | null,
): boolean {
  return reading !== null && reading.total > 0 && reading.budget.allowedBad < 1;
}
