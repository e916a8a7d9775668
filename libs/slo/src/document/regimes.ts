import * as z from 'zod/mini';
import { parseThreshold } from '../duration.js';
import { parseOwnExpression } from '../promql/expression.js';
import { across, fields, must, name, number, rule, text } from './fields.js';
import type { Tell } from './fields.js';

const MAX_REGIMES = 8;
const LONGEST_THRESHOLD_SECONDS = 3_600;

const expression = text().check(
  rule((value) => {
    const read = parseOwnExpression(value);
    return read.ok ? undefined : `${read.error.code}: ${read.error.message}`;
  }),
  z.trim(),
);

/** When a load regime holds: enters at `above`, is left below `release` (at most `above`). */
const condition = fields({ expression, above: number, release: number }).check(
  across(({ above, release }, tell) => {
    if (typeof above === 'number' && typeof release === 'number' && release > above)
      tell(
        'release-over-above: release must not be greater than above: the regime is entered at above and left below release.',
        'release',
      );
  }),
);
export type RegimeCondition = z.infer<typeof condition>;

const threshold = text().check(
  must(
    (value) => parseThreshold(value) !== undefined,
    "not-a-threshold: A threshold is a number with a unit, such as '200ms' or '1.5s'.",
  ),
  must(
    (value) => (parseThreshold(value)?.seconds ?? 0) <= LONGEST_THRESHOLD_SECONDS,
    'threshold-too-long: A latency threshold is at most one hour.',
  ),
);

/** One regime of a latency indicator; the one without `when` is the default. */
const regime = fields({ name, threshold, when: z.optional(condition) });
type Items = readonly (Partial<z.infer<typeof regime>> | null)[];

function checkNames(items: Items, tell: Tell): void {
  const seen = new Set<unknown>();
  items.forEach((item, i) => {
    if (typeof item?.name === 'string' && seen.has(item.name))
      tell(`duplicate-regime: There are two regimes named '${item.name}'.`, i, 'name');
    seen.add(item?.name);
  });
}

function checkDefault(items: Items, tell: Tell): void {
  const defaults = items.filter((item) => item?.when === undefined).length;
  if (defaults === 0)
    tell('no-default-regime: One regime must have no `when`: it holds whenever no other does.');
  if (defaults > 1) tell('two-default-regimes: Only one regime may have no `when`.');
  if (defaults === 1 && items.at(-1)?.when !== undefined)
    tell(
      'default-not-last: The regime without `when` must be the last: regimes are tried from top to bottom.',
    );
}

/** Tried from top to bottom, the last one without `when` is the default. Too many are not looked at one by one. */
export const regimes = z.pipe(
  z.unknown().check(
    must(
      (items) => Array.isArray(items) && items.length > 0,
      'no-regimes: Give a list of at least one regime.',
    ),
    must(
      (items) => (items as unknown[]).length <= MAX_REGIMES,
      `too-many-regimes: At most ${MAX_REGIMES} regimes are possible.`,
    ),
  ),
  z.array(regime).check(across(checkNames), across(checkDefault)),
);
