import type { Cursor } from './cursor.js';

const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;
const COMPARISONS = new Set(['==', '!=', '<=', '<', '>=', '>']);
const SETS = new Set(['and', 'or', 'unless']);

/** Whether a text is the name of a label in Prometheus 2. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** Reads `(a, b)`; most keywords may be labels here. */
export function readLabels(cursor: Cursor): string[] {
  const labels: string[] = [];
  if (!cursor.took('(')) {
    cursor.unexpected(' in grouping opts, expected "("');
    return labels;
  }
  while (!cursor.took(')')) {
    const { from, to } = cursor.token;
    const label = cursor.text.slice(from, to);
    const known = cursor.is('word') || (cursor.is('keyword') && !cursor.at('without'));
    if (!known || !isLabel(label)) {
      cursor.unexpected(' in grouping opts, expected label');
      return labels;
    }
    labels.push(label);
    cursor.take();
    if (!cursor.took(',') && !cursor.at(')')) {
      cursor.unexpected(' in grouping opts, expected "," or ")"');
      return labels;
    }
  }
  return labels;
}

/** What may stand behind a binary operator: `bool`, `on (a)` or `ignoring (a)`, `group_left (b)` or `group_right (b)`. */
export interface Matching {
  readonly bool: boolean;
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly grouped: boolean;
  readonly included: readonly string[];
}

/** Reads what modifies a binary operator, if anything. */
export function readMatching(cursor: Cursor): Matching {
  const bool = cursor.took('bool');
  const on = cursor.at('on');
  if (!on && !cursor.at('ignoring')) return { bool, on, labels: [], grouped: false, included: [] };
  cursor.take();
  const labels = readLabels(cursor);
  const grouped = cursor.took('group_left') || cursor.took('group_right');
  const included = grouped && cursor.at('(') ? readLabels(cursor) : [];
  return { bool, on, labels, grouped, included };
}

/** What is wrong between an operator, its modifiers and the types of its sides; in Prometheus' words. */
export function matchingFault(
  operator: string,
  matching: Matching,
  left: string,
  right: string,
): string | undefined {
  const isNumber = (type: string): boolean => type === 'scalar';
  if ([left, right].some((type) => type !== 'scalar' && type !== 'vector'))
    return 'binary expression must contain only scalar and instant vector types';
  if (matching.bool && !COMPARISONS.has(operator))
    return 'bool modifier can only be used on comparison operators';
  if (COMPARISONS.has(operator) && !matching.bool && isNumber(left) && isNumber(right))
    return 'comparisons between scalars must use BOOL modifier';
  const matched = new Set(matching.labels);
  const both = matching.included.find((label) => matched.has(label));
  if (matching.on && both !== undefined)
    return `label "${both}" must not occur in ON and GROUP clause at once`;
  if (isNumber(left) || isNumber(right)) {
    if (matching.labels.length > 0) return 'vector matching only allowed between instant vectors';
    if (SETS.has(operator))
      return `set operator "${operator}" not allowed in binary scalar expression`;
    return undefined;
  }
  return SETS.has(operator) && matching.grouped
    ? `no grouping allowed for "${operator}" operation`
    : undefined;
}
