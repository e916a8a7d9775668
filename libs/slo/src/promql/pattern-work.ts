import { classesSize, LARGEST_CLASSES, LARGEST_SIZE, regexSize } from './regex.js';
import { readString } from './string-literal.js';

const COMMENT_OR_STRING = /#[^\n]*|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`/gu;

/** What one unit of a class takes longer than a character, where letters of either case fit. */
const CLASS = 8;

/**
 * What compiling the patterns of a text of PromQL takes, at most, in units of which a million takes about a second: the characters that they
 * expand to, and what their classes are worth. Nothing is compiled for it; texts that are no patterns count by their length.
 */
export function patternWork(text: string): number {
  let [size, classes] = [0, 0];
  for (const [literal] of text.matchAll(COMMENT_OR_STRING)) {
    if (literal.startsWith('#')) continue;
    const read = readString(literal);
    const pattern = read.ok ? read.value : literal;
    size += Math.max(regexSize(pattern), pattern.length);
    classes += classesSize(pattern);
    // What is beyond is refused before it is compiled.
    if (size > LARGEST_SIZE || classes > LARGEST_CLASSES) break;
  }
  return Math.min(size, LARGEST_SIZE) + CLASS * Math.min(classes, LARGEST_CLASSES);
}
