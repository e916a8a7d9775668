import { isMap, isNode, isScalar, isSeq, parseDocument, type Document, type YAMLError } from 'yaml';
import type { FieldError } from '../kernel/domain-error.js';
import type { YamlPart } from './split-yaml.js';
import { tooMuch, unprintable, type YamlFault } from './yaml-guard.js';

const MAX_ALIASES = 100;

/** One document of a YAML stream: what it says, or what keeps it from being read. */
export type YamlRead = { readonly value: unknown } | { readonly faults: readonly FieldError[] };

/**
 * Reads the document in a part of a stream, as YAML 1.2 with its core schema: dates, `yes` and `<<` are text.
 * @param index which document it is, from 0; lines in the faults count from the start of the stream
 */
export function readYaml(part: YamlPart, index: number): YamlRead {
  const told = ({ code, message, offset }: YamlFault): FieldError => {
    const where = offset === null ? `line ${part.linesBefore + 1}` : place(part, offset);
    return { path: `documents.${index}`, code, message: `${where}: ${message}` };
  };
  const guarded = unprintable(part.text) ?? tooMuch(part.text);
  if (guarded) return { faults: [told(guarded)] };
  const document = parsed(part);
  const faults = [...document.errors, ...document.warnings].map(faultOf);
  if (document.directives?.yaml.version === '1.1')
    faults.push({ code: 'yaml-version', message: 'Only YAML 1.2 is read here.', offset: 0 });
  if (faults.length > 0) return { faults: faults.map(told) };
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    return {
      faults: [
        told({
          code: 'alias',
          message: error instanceof Error ? error.message : String(error),
          offset: null,
        }),
      ],
    };
  }
}

/** Finds lines in one document. */
export type LineOf = (path: string) => number;

/**
 * Reads a document once more for the places of its fields.
 * @returns gives the line of a field (dotted, e.g. `spec.dependsOn.2`), or of the nearest thing around it that is there
 */
export function lineFinder(part: YamlPart): LineOf {
  const { contents } = parsed(part);
  return (path) => lineIn(part, contents, path);
}

function lineIn(part: YamlPart, contents: unknown, path: string): number {
  let node = contents;
  let [line, rest] = [lineAt(part, startOf(node)), path];
  while (rest !== '') {
    const step = stepInto(node, rest);
    if (!step) break;
    line = lineAt(part, startOf(step.named));
    [node, rest] = [step.node, rest.slice(step.name.length + 1)];
  }
  return line;
}

/** One step along a path: keys may hold dots themselves. */
function stepInto(
  node: unknown,
  path: string,
): { readonly name: string; readonly named: unknown; readonly node: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && `${path}.`.startsWith(`${String(key.value)}.`),
    );
    return pair && isScalar(pair.key)
      ? { name: String(pair.key.value), named: pair.key, node: pair.value }
      : null;
  }
  const name = path.split('.')[0] ?? '';
  const item = isSeq(node) ? node.items[Number(name)] : undefined;
  return item === undefined ? null : { name, named: item, node: item };
}

function parsed({ text }: YamlPart): Document.Parsed {
  return parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    resolveKnownTags: false,
  });
}

function faultOf({ code, message, pos }: YAMLError): YamlFault {
  if (code === 'NON_STRING_KEY')
    return { code: 'non-string-key', message: 'A key must be a text.', offset: pos[0] };
  return { code: code.toLowerCase().replaceAll('_', '-'), message, offset: pos[0] };
}

function startOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : null) ?? 0;
}

function lineAt({ text, linesBefore }: YamlPart, offset: number): number {
  return linesBefore + text.slice(0, offset).split('\n').length;
}

function place(part: YamlPart, offset: number): string {
  return `line ${lineAt(part, offset)}, column ${offset - part.text.lastIndexOf('\n', offset - 1)}`;
}
