import { register } from 'prom-client';

/**
 * A metric's name, free to be declared: in tests several modules of a kind follow each other in one process, and the last one counts.
 * @returns `name`
 */
export function metricName(name: string): string {
  register.removeSingleMetric(name);
  return name;
}
