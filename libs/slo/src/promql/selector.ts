import type { SyntaxNode } from '@lezer/common';
import { err, ok } from '../result.js';
import type { Result } from '../result.js';
import { regexFault } from './regex.js';
import { unquote } from './string-literal.js';
import { parsePromql, textOf } from './syntax.js';
import type { ParsedPromql, PromqlFault } from './syntax.js';

/** One label matcher; `literal` is the string as written, quotes included. */
export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
  literal: string;
}

/** A plain instant vector selector: metric name and label matchers, nothing else. */
export interface Selector {
  metric: string;
  matchers: Matcher[];
}

const SHAPES: Record<string, string> = {
  FunctionCall: 'a function call',
  AggregateExpr: 'an aggregation',
  MatrixSelector: 'a range selector',
  SubqueryExpr: 'a subquery',
  OffsetExpr: 'a selector with an offset',
  StepInvariantExpr: 'a selector with @',
  BinaryExpr: 'a calculation',
  NumberDurationLiteral: 'a number',
  StringLiteral: 'a string',
  ParenExpr: 'an expression in brackets',
};

function wrongShape(root: SyntaxNode): PromqlFault {
  const seen = SHAPES[root.name] ?? 'an expression';
  return {
    code: 'selector-not-plain',
    position: root.from,
    message: `Expected a plain selector such as http_requests_total{job="shop"}, but this is ${seen}. Leitstand adds functions, ranges and offsets itself.`,
  };
}

function readMatcher(parsed: ParsedPromql, node: SyntaxNode): Result<Matcher, PromqlFault> {
  const [label, op, literal] = ['LabelName', 'MatchOp', 'StringLiteral'].map((name) => {
    const child = node.getChild(name);
    return child === null ? '' : textOf(parsed, child);
  }) as [string, Matcher['op'], string];
  const value = unquote(literal);
  const complaint = op === '=~' || op === '!~' ? regexFault(value) : undefined;
  if (complaint === undefined) return ok({ label, op, literal, value });
  return err({
    code: 'selector-regex',
    position: node.from,
    message: `The pattern of label '${label}' ${complaint}.`,
  });
}

function readMatchers(
  parsed: ParsedPromql,
  node: SyntaxNode | null,
): Result<Matcher[], PromqlFault> {
  const matchers: Matcher[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (child.name !== 'UnquotedLabelMatcher') {
      return err({
        code: 'selector-quoted-label',
        position: child.from,
        message: 'Quoted label and metric names need Prometheus 3; write plain names.',
      });
    }
    const matcher = readMatcher(parsed, child);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
  }
  return ok(matchers);
}

/** Reads a plain instant vector selector with a metric name; refuses functions, ranges, offsets, sums and bare {…}. */
export function parseSelector(text: string): Result<Selector, PromqlFault> {
  const parsed = parsePromql(text);
  if (!parsed.ok) return parsed;
  const { root } = parsed.value;
  if (root.name !== 'VectorSelector') return err(wrongShape(root));
  const name = root.getChild('Identifier');
  if (name === null) {
    return err({
      code: 'selector-without-metric',
      position: root.from,
      message: 'The selector must start with a metric name.',
    });
  }
  const matchers = readMatchers(parsed.value, root.getChild('LabelMatchers'));
  return matchers.ok
    ? ok({ metric: textOf(parsed.value, name), matchers: matchers.value })
    : matchers;
}

/** Writes a selector in one canonical form; literals stay as they were written. */
export function printSelector(selector: Selector): string {
  if (selector.matchers.length === 0) return selector.metric;
  return `${selector.metric}{${selector.matchers.map((m) => `${m.label}${m.op}${m.literal}`).join(',')}}`;
}
