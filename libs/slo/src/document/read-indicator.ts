import { parseSelector } from '../promql/selector.js';
import { readRegimes } from './read-regimes.js';
import { readFields, readText } from './reader.js';
import type { Complaints, Fields } from './reader.js';
import type { IndicatorDocument, LatencyIndicator, RatioIndicator } from './slo-document.js';

const RESERVED_SUFFIX = /_(?:bucket|count|sum)$/;

function readSelector(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
): string | undefined {
  const text = readText(fields, key, path, complaints);
  if (text === undefined) return undefined;
  const selector = parseSelector(text);
  if (selector.ok) return text.trim();
  return complaints.add(`${path}.${key}`, selector.error.code, selector.error.message);
}

function readRatio(
  value: unknown,
  path: string,
  complaints: Complaints,
): RatioIndicator | undefined {
  const fields = readFields(value, path, ['total', 'bad', 'good'], complaints);
  if (fields === undefined) return undefined;
  const total = readSelector(fields, 'total', path, complaints);
  const given = (['bad', 'good'] as const).filter((key) => fields[key] !== undefined);
  const [side] = given;
  if (given.length !== 1 || side === undefined) {
    return complaints.add(path, 'bad-or-good', 'Give exactly one of bad and good beside total.');
  }
  const selector = readSelector(fields, side, path, complaints);
  if (total === undefined || selector === undefined) return undefined;
  return side === 'bad' ? { total, bad: selector } : { total, good: selector };
}

function checkHistogram(text: string, path: string, complaints: Complaints): void {
  const selector = parseSelector(text);
  if (!selector.ok) return;
  if (RESERVED_SUFFIX.test(selector.value.metric)) {
    complaints.add(
      path,
      'histogram-base-name',
      "Give the histogram's base name, without _bucket, _count or _sum.",
    );
  }
  if (selector.value.matchers.some((matcher) => matcher.label === 'le')) {
    complaints.add(
      path,
      'histogram-le',
      'Leave the label le out; the thresholds of the regimes choose the buckets.',
    );
  }
}

function readLatency(
  value: unknown,
  path: string,
  complaints: Complaints,
): LatencyIndicator | undefined {
  const fields = readFields(value, path, ['histogram', 'regimes'], complaints);
  if (fields === undefined) return undefined;
  const histogram = readSelector(fields, 'histogram', path, complaints);
  if (histogram !== undefined) checkHistogram(histogram, `${path}.histogram`, complaints);
  const regimes = readRegimes(fields.regimes, `${path}.regimes`, complaints);
  return histogram === undefined || regimes === undefined ? undefined : { histogram, regimes };
}

/** Reads `spec.indicator`: exactly one of ratio and latency. */
export function readIndicator(
  value: unknown,
  path: string,
  complaints: Complaints,
): IndicatorDocument | undefined {
  const fields = readFields(value, path, ['ratio', 'latency'], complaints);
  if (fields === undefined) return undefined;
  const given = (['ratio', 'latency'] as const).filter((key) => fields[key] !== undefined);
  if (given.length !== 1)
    return complaints.add(path, 'one-indicator', 'Give exactly one of ratio and latency.');
  if (given[0] === 'ratio') {
    const ratio = readRatio(fields.ratio, `${path}.ratio`, complaints);
    return ratio && { ratio };
  }
  const latency = readLatency(fields.latency, `${path}.latency`, complaints);
  return latency && { latency };
}
