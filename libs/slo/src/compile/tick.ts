import { parseSelector } from '../promql/selector.js';
import type { Selector } from '../promql/selector.js';
import { quote } from '../promql/string-literal.js';
import { SERIES } from './series.js';

/** Reads a selector that the document check accepted. Throws a RangeError when it is none after all. */
export function selectorOf(text: string): Selector {
  const selector = parseSelector(text);
  if (!selector.ok) throw new RangeError(selector.error.message);
  return selector.value;
}

/** The SLO's own live series of a name: origin="" leaves back-filled history out. */
export function own(series: string, slug: string, extra = ''): string {
  return `${series}{slo=${quote(slug)},origin=""${extra}}`;
}

/** Zero wherever the total of this tick exists, without labels; the rule adds the label slo itself. */
export function zeroOf(slug: string): string {
  return `sum(0 * ${own(SERIES.totalTick, slug)})`;
}
