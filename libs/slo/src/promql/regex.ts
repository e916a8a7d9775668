import { compileFault, matchesText } from '#re2';

export { matchesText };

/** What is open at the end reaches to the end: nothing is looked for in vain, again and again. */
const PIECE =
  /\\Q(?:(?!\\E)[^])*(?:\\E)?|\\[xpP]\{[^}]*(?:\}|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*(?:\]|$)|\((?:\?(?:P?<[^>]*(?:>|$)|[a-zA-Z-]*:))?|\)|\{(\d+)(,?)(\d*)\}|[^]/gu;

const UNICODE = /\\[pP]/g;
/** A class of Unicode holds hundreds of ranges, which are sorted and merged with those beside it. */
const UNICODE_SIZE = 500;
/** Whether letters of either case fit somewhere: each character of a range is then looked up by itself. */
const FOLDS = /\(\?[a-zA-Z]*i/;
const CHARACTERS_FOLDED = 40;
const RANGE =
  /(\\x\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\[^]|[^\\])-(?!\])(\\x\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\[^]|[^\\])/gu;
/** The last one that is written in two cases. */
const LAST_FOLDED = 0x1e943;

/** The character that one end of a range is; of escapes that are not read here the farthest. */
function codeOf(end: string, farthest: number): number {
  const hex = /^\\x\{?([0-9a-fA-F]+)\}?$/.exec(end)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return end.startsWith('\\') ? farthest : (end.codePointAt(0) ?? farthest);
}

/** What the ranges of a class are worth where letters of either case fit. */
function foldedSize(piece: string): number {
  let size = 0;
  for (const [, from = '', to = ''] of piece.matchAll(RANGE))
    size += Math.max(0, Math.min(codeOf(to, LAST_FOLDED), LAST_FOLDED) - codeOf(from, 0));
  return Math.ceil(size / CHARACTERS_FOLDED);
}

/**
 * What the classes of a pattern are worth beyond one character each, however often they are repeated: those of Unicode (`\pL`), and long
 * ranges where letters of either case fit.
 */
export function classesSize(pattern: string): number {
  const folds = FOLDS.test(pattern);
  let size = 0;
  for (const [piece] of pattern.matchAll(PIECE)) {
    if (piece.startsWith('\\Q')) continue;
    if (piece.startsWith('[')) {
      size += UNICODE_SIZE * (piece.match(UNICODE)?.length ?? 0);
      if (folds) size += foldedSize(piece);
    } else if (/^\\[pP]/.test(piece)) size += UNICODE_SIZE;
  }
  return size;
}

/** How many characters and classes a pattern is once its counted repetitions are written out: `(ab{2}){3}` is 12, groups included. */
export function regexSize(pattern: string): number {
  const outer: number[] = [];
  let sum = 0;
  let last = 0;
  for (const [piece, least, , most] of pattern.matchAll(PIECE)) {
    if (piece.startsWith('(')) {
      outer.push(sum + last);
      [sum, last] = [0, 1];
    } else if (piece === ')' && outer.length > 0) {
      [sum, last] = [outer.pop() ?? 0, sum + last];
    } else if (least !== undefined) {
      last *= Math.max(1, Number(least), Number(most ?? 0));
    } else {
      [sum, last] = [sum + last, piece.startsWith('\\Q') ? piece.length : 1];
    }
  }
  return outer.reduce((total, size) => total + size, sum + last);
}

/** The classes of the patterns of one text may be worth so much: ten of Unicode. */
export const LARGEST_CLASSES = 5_000;
/** Patterns of one text may expand to so many characters and classes: compiling them takes time, here and in Prometheus. */
export const LARGEST_SIZE = 10_000;

/**
 * The patterns of one text. One that does not compile makes Prometheus refuse the whole rule file, so it is caught before publishing.
 * Prometheus uses RE2: no look-around, no back-references.
 */
export class Patterns {
  private size = 0;
  private classes = 0;

  /** Says why Prometheus would refuse the next pattern, or undefined. */
  fault(pattern: string): string | undefined {
    this.size += Math.max(regexSize(pattern), pattern.length);
    if (this.size > LARGEST_SIZE)
      return `makes the patterns of this text expand to more than ${LARGEST_SIZE} characters`;
    this.classes += classesSize(pattern);
    if (this.classes > LARGEST_CLASSES)
      return `makes the patterns of this text name more than ${LARGEST_CLASSES / UNICODE_SIZE} classes of Unicode (\\p…), or too long ranges of letters in either case; name the characters instead`;
    const fault = compileFault(pattern);
    return fault === undefined ? undefined : `is not a regular expression: ${fault}`;
  }
}

/** Whether a matcher asks nothing of a series: one without the label passes it. */
export function matchesNothing({ op, value }: { op: string; value: string }): boolean {
  if (op === '=') return value === '';
  if (op === '!=') return value !== '';
  return matchesText(value, '') === (op === '=~');
}
