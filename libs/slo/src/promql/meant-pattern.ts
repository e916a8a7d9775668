import type { Matcher } from './matchers.js';
import { compileFault } from '#re2';
import { quote } from './string-literal.js';

/** A class of status codes: `5xx`, `50X`, `5*`. */
const CODES = /^([1-5]\d?)(?:x{1,2}|\*{1,2})$/i;
const CODE_LENGTH = 3;
/** What texts hardly hold and patterns do: `5..`, `.*`, `a|b`, `[45]..`, `\d`, `^5`. */
const SIGNS = [
  /^[1-5](?:\.\.|\d\.)$/,
  /\.[*+]/,
  /\w\|\w/,
  /\[\^?[\w-]+\](?:$|[\w.*+?{[])/,
  /\\[dws.]/i,
  /^\^./,
];
/** Routes are texts that often look like patterns: `/orders/.*`. */
const ROUTE = /\//;

/**
 * The matcher that may have been meant by one that compares texts as they stand, with what reads as a pattern or as a class of status
 * codes: `code=~"5.."` for `code="5xx"`, `code="5.."` and the like, `!~` for `!=`. Some exporters do have a code `5xx`: whether a series
 * has that very value is for the caller to find out.
 * @returns undefined where the value is a text like any other
 */
export function meantPattern({ label, op, value }: Matcher): Matcher | undefined {
  if (op !== '=' && op !== '!=') return undefined;
  const pattern = patternIn(value);
  if (pattern === undefined) return undefined;
  return { label, op: op === '=' ? '=~' : '!~', value: pattern, literal: quote(pattern) };
}

function patternIn(value: string): string | undefined {
  const [, digits] = CODES.exec(value) ?? [];
  if (digits !== undefined) return digits.padEnd(CODE_LENGTH, '.');
  if (ROUTE.test(value) || !SIGNS.some((sign) => sign.test(value))) return undefined;
  return compileFault(value) === undefined ? value : undefined;
}
