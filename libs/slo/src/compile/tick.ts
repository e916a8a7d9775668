import { quote } from '../promql/string-literal.js';
import { SERIES } from './series.js';

/** The SLO's own live series of a name: origin="" leaves back-filled history out. */
export function own(series: string, slug: string, extra = ''): string {
  return `${series}{slo=${quote(slug)},origin=""${extra}}`;
}

/** Zero wherever the total of this tick exists, without labels; the rule adds the label slo itself. */
export function zeroOf(slug: string): string {
  return `sum(0 * ${own(SERIES.totalTick, slug)})`;
}
