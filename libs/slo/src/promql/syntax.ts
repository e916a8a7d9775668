import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode, Tree } from '@lezer/common';
import { err, ok } from '../result.js';
import type { Result } from '../result.js';

/** Why a PromQL text was refused; `position` is the 0-based character offset the complaint is about. */
export interface PromqlFault {
  code: string;
  message: string;
  position: number;
}

/** A text that parsed, with its tree. */
export interface ParsedPromql {
  readonly text: string;
  readonly root: SyntaxNode;
}

function where(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function firstFault(tree: Tree): SyntaxNode | undefined {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return cursor.node;
  } while (cursor.next());
  return undefined;
}

function describe(text: string, node: SyntaxNode): string {
  const rest = text.slice(node.from).trimStart();
  if (rest === '') return 'the expression ends too early';
  const word = /^(?:[A-Za-z0-9_:.]+|"[^"]*"?|.)/.exec(rest)?.[0] ?? rest.charAt(0);
  return `unexpected '${word}'`;
}

/** Parses PromQL; the fault names line, column and the first character that does not fit. */
export function parsePromql(text: string): Result<ParsedPromql, PromqlFault> {
  if (text.trim() === '')
    return err({ code: 'promql-empty', message: 'The expression is empty.', position: 0 });
  const tree = parser.parse(text);
  const fault = firstFault(tree);
  if (fault !== undefined) {
    const message = `Not valid PromQL at ${where(text, fault.from)}: ${describe(text, fault)}.`;
    return err({ code: 'promql-syntax', message, position: fault.from });
  }
  const root = tree.topNode.firstChild;
  if (root === null)
    return err({ code: 'promql-empty', message: 'The expression is empty.', position: 0 });
  return ok({ text, root });
}

/** The part of the text a node covers. */
export function textOf(parsed: ParsedPromql, node: SyntaxNode): string {
  return parsed.text.slice(node.from, node.to);
}
