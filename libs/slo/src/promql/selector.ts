import { err, ok } from '../result.js';
import type { Result } from '../result.js';
import { selectorBeyond } from './bounds.js';
import { place } from './fault.js';
import type { PromqlFault } from './fault.js';
import type { Matcher, ReadSelector } from './matchers.js';
import { readOnce } from './read-once.js';
import type { Shape, Term } from './term.js';

/** A plain instant vector selector: metric name and label matchers, nothing else. */
export interface Selector {
  metric: string;
  matchers: Matcher[];
}

const SHAPES: Record<Shape, string> = {
  aggregation: 'an aggregation',
  calculation: 'a calculation',
  call: 'a function call',
  number: 'a number',
  parentheses: 'an expression in brackets',
  range: 'a range selector',
  selector: 'a selector',
  sign: 'a calculation',
  string: 'a string',
  subquery: 'a subquery',
};
/** What is told of a selector has codes of its own where it had them before expressions were read as strictly. */
const CODES: Record<string, string> = {
  'promql-quoted-label': 'selector-quoted-label',
  'promql-regex': 'selector-regex',
};

function isPlain({ shape, shifted, pinned }: Term): boolean {
  return shape === 'selector' && !shifted && !pinned;
}

function wrongShape({ shape, shifted, pinned, from }: Term): PromqlFault {
  const modifier = shifted ? ' with an offset' : ' with @';
  const seen = SHAPES[shape] + (shifted || pinned ? modifier : '');
  return {
    code: 'selector-not-plain',
    position: from,
    message: `Expected a plain selector such as http_requests_total{job="shop"}, but this is ${seen}. Leitstand adds functions, ranges and offsets itself.`,
  };
}

interface Read {
  readonly selector: Selector;
  /** What Prometheus would refuse it for all the same. */
  readonly fault: PromqlFault | undefined;
  readonly source: ReadSelector;
}

function read(text: string): Result<Read, PromqlFault> {
  if (text.trim() === '')
    return err({ code: 'promql-empty', message: 'The expression is empty.', position: 0 });
  const { root, fault: noted, selectors } = readOnce(text);
  const fault = noted && { ...noted, code: CODES[noted.code] ?? noted.code };
  if (root === undefined)
    return err(fault ?? { code: 'promql-syntax', message: 'Not valid PromQL.', position: 0 });
  const [source] = selectors;
  if (source === undefined || !isPlain(root)) return err(wrongShape(root));
  if (source.name === '') {
    return err({
      code: 'selector-without-metric',
      position: root.from,
      message: 'The selector must start with a metric name.',
    });
  }
  const selector = { metric: source.name, matchers: [...source.matchers] };
  return ok({ selector, fault, source });
}

/** Reads a plain instant vector selector with a metric name; refuses functions, ranges, offsets, sums and bare {…}. */
export function parseSelector(text: string): Result<Selector, PromqlFault> {
  const found = read(text);
  if (!found.ok) return found;
  const { selector, fault } = found.value;
  return fault === undefined ? ok(selector) : err(fault);
}

/** The same for a selector that somebody wrote into a document: it names series that documents may read, too. */
export function parseOwnSelector(text: string): Result<Selector, PromqlFault> {
  const found = read(text);
  if (!found.ok) return found;
  const { selector, fault, source } = found.value;
  if (fault !== undefined) return err(fault);
  const beyond = selectorBeyond(source);
  if (beyond === undefined) return ok(selector);
  const { code, says } = beyond;
  const position = source.from;
  return err({ code, position, message: `At ${place(text, position)}: ${says}.` });
}

/**
 * A selector of a stored document, which was checked when it was saved, perhaps by an older version that let more pass: what
 * Prometheus thinks of it is Prometheus' to say. Throws a RangeError when it is no plain selector at all.
 */
export function storedSelector(text: string): Selector {
  const found = read(text);
  if (!found.ok) throw new RangeError(found.error.message);
  return found.value.selector;
}

/** Writes a selector in one canonical form; literals stay as they were written. */
export function printSelector(selector: Selector): string {
  if (selector.matchers.length === 0) return selector.metric;
  return `${selector.metric}{${selector.matchers.map((m) => `${m.label}${m.op}${m.literal}`).join(',')}}`;
}
