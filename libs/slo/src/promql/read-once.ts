import type { PromqlFault } from './fault.js';
import type { ReadSelector } from './matchers.js';
import { Reader } from './reader.js';
import type { ReadRange, ReadSubquery } from './reader.js';
import type { Term } from './term.js';

/** What reading a text of PromQL found. Nobody changes it: whoever reads the same text is given the same. */
export interface ReadText {
  readonly text: string;
  /** undefined when it makes no sense */
  readonly root: Term | undefined;
  readonly fault: PromqlFault | undefined;
  readonly selectors: readonly ReadSelector[];
  readonly ranges: readonly ReadRange[];
  readonly subqueries: readonly ReadSubquery[];
}

/** Characters of texts that are kept, twice at most; what was read of them takes some twenty times as much. */
const MOST_CHARACTERS = 500_000;
/** Longer ones are no texts of people. */
const LONGEST = 10_000;

let young = new Map<string, ReadText>();
let old = new Map<string, ReadText>();
let characters = 0;

/**
 * Reads PromQL, each text once: a request that checks a document, asks for its series and holds them against the matchers of its
 * territory comes to the same texts again and again. What was not asked for lately is forgotten.
 */
export function readOnce(text: string): ReadText {
  const known = young.get(text);
  if (known !== undefined) return known;
  const read = old.get(text) ?? readNow(text);
  if (text.length > LONGEST) return read;
  young.set(text, read);
  characters += text.length + 1;
  if (characters > MOST_CHARACTERS) [old, young, characters] = [young, new Map(), 0];
  return read;
}

function readNow(text: string): ReadText {
  const reader = new Reader(text);
  const root = reader.read();
  const { selectors, ranges, subqueries } = reader;
  return { text, root, fault: reader.cursor.fault, selectors, ranges, subqueries };
}
