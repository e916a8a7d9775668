import { err, ok } from '../result.js';
import type { Result } from '../result.js';
import { exceeded } from './bounds.js';
import type { PromqlFault } from './fault.js';
import { readOnce } from './read-once.js';
import type { Selector } from './selector.js';
import type { Term } from './term.js';

/** A checked expression with the type it yields. */
export interface Expression {
  text: string;
  type: 'scalar' | 'vector';
}

const EMPTY = { code: 'promql-empty', message: 'The expression is empty.', position: 0 };

function read(text: string, bounded: boolean): Result<Term, PromqlFault> {
  if (text.trim() === '') return err(EMPTY);
  const found = readOnce(text);
  const { root, fault } = found;
  if (fault !== undefined || root === undefined) return err(fault ?? EMPTY);
  const beyond = bounded ? exceeded(found, root) : undefined;
  return beyond === undefined ? ok(root) : err(beyond);
}

function asExpression(text: string, { type }: Term): Result<Expression, PromqlFault> {
  if (type === 'scalar' || type === 'vector') return ok({ text: text.trim(), type });
  const message =
    type === 'matrix'
      ? 'The expression yields a range; an instant value is needed.'
      : 'The expression yields a text; a number is needed.';
  return err({ code: 'promql-type', position: 0, message });
}

/**
 * What the subqueries of an expression evaluate, and how often at one instant, those around them included: Prometheus does not count
 * the samples that are read for them.
 */
export function subqueriesOf(text: string): { text: string; evaluations: number }[] {
  const { subqueries } = readOnce(text);
  return subqueries.map(({ from, to }) => ({
    text: text.slice(from, to),
    evaluations: subqueries
      .filter((around) => around.from <= from && to <= around.to)
      .reduce((product, { times }) => product * times, 1),
  }));
}

/** Reads an expression that yields an instant vector or a scalar and that Prometheus accepts, 2.42 and 3 alike. */
export function parseExpression(text: string): Result<Expression, PromqlFault> {
  const root = read(text, false);
  return root.ok ? asExpression(text, root.value) : root;
}

/** The same for an expression that somebody wrote into a document: it keeps to the bounds, too. */
export function parseOwnExpression(text: string): Result<Expression, PromqlFault> {
  const root = read(text, true);
  return root.ok ? asExpression(text, root.value) : root;
}

/**
 * What an expression of a stored document yields. It was checked when it was saved, perhaps by an older version that let more pass:
 * one that cannot be read at all is taken for a vector, and Prometheus says what is wrong with it.
 */
export function typeOfStored(text: string): Expression['type'] {
  return readOnce(text).root?.type === 'scalar' ? 'scalar' : 'vector';
}

/** The selectors of an expression, in their order; none when it cannot be read. */
export function selectorsOf(text: string): Selector[] {
  const { root, selectors } = readOnce(text);
  if (root === undefined) return [];
  return selectors.map(({ name, matchers }) => ({ metric: name, matchers: [...matchers] }));
}
