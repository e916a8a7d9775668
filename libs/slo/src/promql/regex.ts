import { compileFault, matchesText } from '#re2';

export { matchesText };

/** What is open at the end reaches to the end: nothing is looked for in vain, again and again. */
const PIECE =
  /\\Q(?:(?!\\E)[^])*(?:\\E)?|\\[xpP]\{[^}]*(?:\}|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*(?:\]|$)|\((?:\?(?:P?<[^>]*(?:>|$)|[a-zA-Z-]*:))?|\)|\{(\d+)(,?)(\d*)\}|[^]/gu;

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

/** Patterns of one text may expand to so many characters and classes: compiling them takes time, here and in Prometheus. */
const LARGEST_SIZE = 10_000;

/**
 * The patterns of one text. One that does not compile makes Prometheus refuse the whole rule file, so it is caught before publishing.
 * Prometheus uses RE2: no look-around, no back-references.
 */
export class Patterns {
  private size = 0;

  /** Says why Prometheus would refuse the next pattern, or undefined. */
  fault(pattern: string): string | undefined {
    this.size += Math.max(regexSize(pattern), pattern.length);
    if (this.size > LARGEST_SIZE)
      return `makes the patterns of this text expand to more than ${LARGEST_SIZE} characters`;
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
