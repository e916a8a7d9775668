import type { Labels } from './placement.js';

/**
 * Whether two sets of labels are of one alert: labels that one of them lacks are added or taken away on the way (external labels,
 * relabelling), those that both have are the same.
 */
export function isSameAlert(a: Labels, b: Labels): boolean {
  if (a['alertname'] !== b['alertname']) return false;
  return Object.entries(a).every(([name, value]) => b[name] === undefined || b[name] === value);
}
