import { lintSlo, parseSloDocument } from '#slo';
import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import type { Document } from 'yaml';
import type { SloDocument } from '../api/contract-slo.js';

/** One thing wrong with a document: where (dotted path, 1-based line when it can be told) and what. */
export interface YamlProblem {
  path: string;
  line: number | null;
  code: string;
  message: string;
}
export interface ReadYaml {
  /** The parsed value; null while the YAML cannot be read. */
  value: unknown;
  /** `metadata.name`, when there is one. */
  name: string | null;
  problems: YamlProblem[];
  /** What is allowed but worth another thought; only for a document without problems. */
  advice: YamlProblem[];
}

/** 'spec.indicator.latency.regimes[0].when' → ['spec', 'indicator', 'latency', 'regimes', 0, 'when']. */
export function pathParts(path: string): (string | number)[] {
  return path === ''
    ? []
    : path
        .split(/\.|\[|\]\.?/)
        .filter((part) => part !== '')
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function lineOf(document: Document, counter: LineCounter, path: string): number | null {
  for (let parts = pathParts(path); parts.length > 0; parts = parts.slice(0, -1)) {
    const node: unknown = document.getIn(parts, true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return null;
}

/** Places problems of the server in a text: the line of the field, or of the nearest field around it that exists. */
export function placeProblems(
  text: string,
  fields: readonly { path: string; code: string; message: string }[],
): YamlProblem[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  return fields.map(({ path, code, message }) => ({
    path,
    code,
    message,
    line: lineOf(document, counter, path),
  }));
}

function nameIn(value: unknown): string | null {
  const name = (value as { metadata?: { name?: unknown } } | null)?.metadata?.name;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Reads and checks a document with the same rules as the server. */
export function readYaml(text: string): ReadYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      path: '',
      code: 'yaml-invalid',
      message,
      line: counter.linePos(pos[0]).line,
    }));
    return { value: null, name: null, problems, advice: [] };
  }
  const value: unknown = document.toJS();
  const read = parseSloDocument(value);
  const placed = (
    faults: readonly { path: string; code: string; message: string }[],
  ): YamlProblem[] =>
    faults.map(({ path, code, message }) => ({
      path,
      code,
      message,
      line: lineOf(document, counter, path),
    }));
  // The team of the service answers for an objective that names nobody.
  const advice = read.ok ? lintSlo(read.value).filter(({ code }) => code !== 'no-owner') : [];
  return {
    value,
    name: nameIn(value),
    problems: placed(read.ok ? [] : read.error),
    advice: placed(advice),
  };
}

/** A document as YAML, the way the server writes it. */
export function toYaml(document: SloDocument): string {
  return stringify(document, { lineWidth: 0 });
}
