import type { SloIndicator } from '../../api/contract-slo.js';

/** The series an indicator reads, as selectors that can be tried in Prometheus; of a histogram its `_count`. */
export function selectorsOf(indicator: SloIndicator): string[] {
  if ('latency' in indicator)
    return [indicator.latency.histogram.replace(/^[^{\s]+/, (name) => `${name}_count`)];
  const { ratio } = indicator;
  return [ratio.total, 'bad' in ratio ? ratio.bad : ratio.good];
}
