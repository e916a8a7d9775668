import type { SyntaxNode } from '@lezer/common';
import { err, ok } from '../result.js';
import type { Result } from '../result.js';
import { parsePromql, textOf } from './syntax.js';
import type { ParsedPromql, PromqlFault } from './syntax.js';

export type PromqlType = 'scalar' | 'vector' | 'matrix' | 'string';

/** A checked expression with the type it yields. */
export interface Expression {
  text: string;
  type: 'scalar' | 'vector';
}

const TYPES: Record<string, PromqlType> = {
  NumberDurationLiteral: 'scalar',
  StringLiteral: 'string',
  VectorSelector: 'vector',
  MatrixSelector: 'matrix',
  SubqueryExpr: 'matrix',
  AggregateExpr: 'vector',
};
const SCALAR_FUNCTIONS = new Set(['scalar', 'time', 'pi']);
const RANGE_FUNCTIONS =
  /^(?:rate|increase|delta|irate|idelta|deriv|predict_linear|changes|resets|holt_winters|\w+_over_time)$/;
const WRAPPERS = new Set(['ParenExpr', 'UnaryExpr', 'OffsetExpr', 'StepInvariantExpr']);
/** Newer than Prometheus 2.42, by the name the grammar gives them. */
const TOO_NEW = new Set([
  'AnchoredExpr',
  'SmoothedExpr',
  'FillModifier',
  'Info',
  'LimitK',
  'LimitRatio',
  'DoubleExponentialSmoothing',
  'MadOverTime',
  'FirstOverTime',
  'TsOfFirstOverTime',
  'TsOfMaxOverTime',
  'TsOfMinOverTime',
  'TsOfLastOverTime',
  'HistogramQuantiles',
  'HistogramStdDev',
  'HistogramStdVar',
  'HistogramAvg',
  'SortByLabel',
  'SortByLabelDesc',
  'QuotedLabelMatcher',
  'QuotedLabelName',
]);

function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (
      child.name in TYPES ||
      WRAPPERS.has(child.name) ||
      child.name === 'BinaryExpr' ||
      child.name === 'FunctionCall'
    )
      found.push(child);
  }
  return found;
}

function functionName(parsed: ParsedPromql, node: SyntaxNode): string {
  const name = node.getChild('FunctionIdentifier');
  return name === null ? '' : textOf(parsed, name);
}

function typeOf(parsed: ParsedPromql, node: SyntaxNode): PromqlType {
  const known = TYPES[node.name];
  if (known !== undefined) return known;
  if (node.name === 'FunctionCall')
    return SCALAR_FUNCTIONS.has(functionName(parsed, node)) ? 'scalar' : 'vector';
  const types = operands(node).map((child) => typeOf(parsed, child));
  if (WRAPPERS.has(node.name)) return types[0] ?? 'vector';
  return types.every((type) => type === 'scalar') ? 'scalar' : 'vector';
}

function argumentFault(parsed: ParsedPromql, node: SyntaxNode): PromqlFault | undefined {
  const body = node.getChild('FunctionCallBody');
  if (body === null) return undefined;
  const name = node.name === 'FunctionCall' ? functionName(parsed, node) : 'an aggregation';
  const hasRange = operands(body).some((argument) => typeOf(parsed, argument) === 'matrix');
  const wantsRange = RANGE_FUNCTIONS.test(name);
  if (wantsRange === hasRange) return undefined;
  const message = wantsRange
    ? `${name} needs a range such as requests_total[5m].`
    : `${name} takes no range selector.`;
  return { code: 'promql-type', position: node.from, message };
}

function firstFault(parsed: ParsedPromql): PromqlFault | undefined {
  const cursor = parsed.root.cursor();
  const { to } = parsed.root;
  do {
    const node = cursor.node;
    if (node.from > to) break;
    if (TOO_NEW.has(node.name)) {
      return {
        code: 'promql-too-new',
        position: node.from,
        message: `'${textOf(parsed, node)}' needs a Prometheus newer than 2.42.`,
      };
    }
    if (node.name === 'FunctionCall' || node.name === 'AggregateExpr') {
      const fault = argumentFault(parsed, node);
      if (fault !== undefined) return fault;
    }
  } while (cursor.next());
  return undefined;
}

/** Reads an expression that yields an instant vector or a scalar and runs on Prometheus 2.42. */
export function parseExpression(text: string): Result<Expression, PromqlFault> {
  const parsed = parsePromql(text);
  if (!parsed.ok) return parsed;
  const fault = firstFault(parsed.value);
  if (fault !== undefined) return err(fault);
  const type = typeOf(parsed.value, parsed.value.root);
  if (type === 'scalar' || type === 'vector') return ok({ text: text.trim(), type });
  const message =
    type === 'matrix'
      ? 'The expression yields a range; an instant value is needed.'
      : 'The expression yields a text; a number is needed.';
  return err({ code: 'promql-type', position: 0, message });
}
