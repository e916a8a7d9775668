import { err, ok } from '../result.js';
import type { Result } from '../result.js';
import { place } from './fault.js';
import type { PromqlFault } from './fault.js';
import type { Matcher } from './matchers.js';
import { readOnce } from './read-once.js';
import { matchesText } from './regex.js';
import { parseSelector, printSelector } from './selector.js';

const MOST_MATCHERS = 10;
/** A pattern that is nothing but a choice of texts. */
const CHOICE = /^[\w:/ -]+(?:\|[\w:/ -]+)*$/;

/** A selector that lacks a matcher, in words. */
export interface Lack {
  readonly selector: string;
  readonly matcher: string;
  /** 'line 1, column 5' */
  readonly at: string;
}

/**
 * Reads label matchers as they stand between the braces of a selector, with the braces or without: `region="de", tenant=~"a|b"`.
 * Nothing at all is no matchers. Places in a fault are those of the text.
 */
export function parseMatchers(text: string): Result<Matcher[], PromqlFault> {
  const braced = /^(\s*\{)([^]*)\}\s*$/.exec(text);
  const inner = braced?.[2] ?? text;
  if (inner.trim() === '') return ok([]);
  const selector = `x{${inner}}`;
  const read = parseSelector(selector);
  if (!read.ok) {
    const { code, message, position } = read.error;
    const shift = (braced?.[1] ?? '').length - 'x{'.length;
    const own = Math.min(Math.max(position + shift, 0), text.length);
    const placed = message.replace(place(selector, position), () => place(text, own));
    return err({ code, message: placed, position: own });
  }
  const { matchers } = read.value;
  if (matchers.length > MOST_MATCHERS) {
    const message = `At most ${MOST_MATCHERS} matchers are possible.`;
    return err({ code: 'matchers-too-many', message, position: 0 });
  }
  return ok(matchers);
}

/** Writes matchers in one form, without braces. */
export function printMatchers(matchers: readonly Matcher[]): string {
  return matchers.map(({ label, op, literal }) => `${label}${op}${literal}`).join(',');
}

/**
 * The first selector of an expression that could read series which the matchers do not let through: each needs every matcher as it is,
 * or one of the same label for values that pass it (`region="de"` for `region=~"de|at"`). Looks at every selector there is, within
 * subqueries and behind every operator.
 * @param text an expression or a selector; what cannot be read lacks nothing, others refuse it
 */
export function lackingMatcher(text: string, required: readonly Matcher[]): Lack | undefined {
  for (const { name, matchers, from } of readOnce(text).selectors) {
    const missing = required.find((one) => !matchers.some((own) => isWithin(own, one)));
    if (missing === undefined) continue;
    const selector = printSelector({ metric: name, matchers: [...matchers] });
    return { selector, matcher: printMatchers([missing]), at: place(text, from) };
  }
  return undefined;
}

/** Whether all values that pass a matcher pass the other one, too; false where that cannot be seen. */
function isWithin(own: Matcher, required: Matcher): boolean {
  if (own.label !== required.label) return false;
  if (own.op === required.op && own.value === required.value) return true;
  return valuesOf(own)?.every((value) => passes(required, value)) ?? false;
}

/** The values that pass a matcher, where they can be counted. */
export function valuesOf({ op, value }: Matcher): string[] | undefined {
  if (op === '=') return [value];
  return op === '=~' && CHOICE.test(value) ? value.split('|') : undefined;
}

/** Whether a value passes a matcher. */
export function passes({ op, value: wanted }: Matcher, value: string): boolean {
  if (op === '=' || op === '!=') return (value === wanted) === (op === '=');
  return matchesText(wanted, value) === (op === '=~');
}
