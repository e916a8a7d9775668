import { Composer, Lexer, Parser, type Document, type YAMLError } from 'yaml';
import type { FieldError } from '../kernel/domain-error.js';
import { codeOf, YamlGuard, type YamlFault } from './yaml-guard.js';
import { lineFinder, YamlPlaces, type LineOf } from './yaml-places.js';

const MAX_ALIASES = 100;
const MAX_FAULTS = 20;
/** YAML 1.2 with its core schema: dates, `yes` and `<<` are text. */
const OPTIONS = { uniqueKeys: true, stringKeys: true, resolveKnownTags: false };

/** One document of a YAML stream: what it says and the lines of its fields, or what keeps it from being read. */
export type YamlRead =
  | { readonly value: unknown; readonly lines: () => LineOf }
  | { readonly faults: readonly FieldError[] };

/**
 * Reads a YAML stream document by document, in time that grows with its length. A document that the guard refuses is skipped
 * up to the next mark; of each document at most 20 faults are told.
 */
export function* readYaml(source: string): Generator<YamlRead> {
  const [places, guard] = [new YamlPlaces(source), new YamlGuard(source)];
  let [reader, start, skipping, index, since] = [new Reader(0), 0, false, 0, 0];
  function* read(documents: Iterable<Document.Parsed>): Generator<YamlRead> {
    for (const document of documents) {
      yield readDocument(document, { source, places, index: index++, since });
      [since] = document.range;
    }
  }
  for (const { text, offset, mark } of lexemes(source)) {
    if (mark) {
      guard.restart();
      start = mark === '---' ? offset : endOfLine(source, offset);
      if (skipping) reader = new Reader(mark === '---' ? offset : offset + text.length);
      const wasSkipping = skipping;
      skipping = false;
      if (wasSkipping && mark === '...') continue;
    }
    if (skipping) continue;
    const faults = guard.check(text, offset);
    if (faults.length === 0) yield* read(reader.next(text));
    else {
      yield* read(reader.finished());
      yield { faults: faults.map((fault) => fieldErrorOf(fault, places, index, start)) };
      index += 1;
      skipping = true;
    }
  }
  if (!skipping) yield* read(reader.end());
}

/** Parses and composes from `offset` on. A document is given when the next begins. */
class Reader {
  private readonly parser = new Parser();
  private readonly composer = new Composer(OPTIONS);

  constructor(offset: number) {
    this.parser.offset = offset;
  }

  *next(lexeme: string): Generator<Document.Parsed> {
    for (const token of this.parser.next(lexeme)) yield* this.composer.next(token);
  }

  /** The last document that has ended; what stands behind it is dropped. */
  finished(): Generator<Document.Parsed> {
    return this.composer.end();
  }

  *end(): Generator<Document.Parsed> {
    for (const token of this.parser.end()) yield* this.composer.next(token);
    yield* this.composer.end();
  }
}

/** The lexer's own signs, which stand for no character: a document begins, a flow breaks off, a scalar follows. */
const SIGNS: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);

interface Lexeme {
  readonly text: string;
  readonly offset: number;
  /** it ends a document, whatever surrounds it (1.2.2, 9.1.2) */
  readonly mark: '---' | '...' | null;
}

function* lexemes(source: string): Generator<Lexeme> {
  let [offset, inScalar] = [0, false];
  for (const text of new Lexer().lex(source)) {
    const sign = !inScalar && SIGNS.has(text);
    yield { text, offset, mark: !inScalar && (text === '---' || text === '...') ? text : null };
    inScalar = sign && text === '\x1f';
    if (!sign) offset += text.length;
  }
}

function endOfLine(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
}

interface Place {
  readonly source: string;
  readonly places: YamlPlaces;
  readonly index: number;
  /** where the document before it begins */
  readonly since: number;
}

function readDocument(document: Document.Parsed, place: Place): YamlRead {
  const { source, places, index, since } = place;
  const [start, , end] = document.range;
  const problems = [...document.errors, ...document.warnings].slice(0, MAX_FAULTS).map(faultOf);
  const directive = source.slice(since, start).lastIndexOf('%YAML');
  if (document.directives.yaml.version === '1.1' && directive >= 0) {
    const offset = since + directive;
    problems.push({ code: 'yaml-version', message: 'Only YAML 1.2 is read here.', offset });
  }
  if (problems.length === 0) {
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      return { value, lines: () => lineFinder(source.slice(start, end), start, places) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ code: 'alias', message, offset: null });
    }
  }
  return { faults: problems.map((fault) => fieldErrorOf(fault, places, index, start)) };
}

function fieldErrorOf(
  fault: YamlFault,
  places: YamlPlaces,
  index: number,
  start: number,
): FieldError {
  const { code, message, offset } = fault;
  const where = offset === null ? `line ${places.lineAt(start)}` : places.describe(offset);
  return { path: `documents.${index}`, code, message: `${where}: ${message}` };
}

function faultOf({ code, message, pos }: YAMLError): YamlFault {
  if (code === 'NON_STRING_KEY')
    return { code: 'non-string-key', message: 'A key must be a text.', offset: pos[0] };
  return { code: codeOf(code), message, offset: pos[0] };
}
