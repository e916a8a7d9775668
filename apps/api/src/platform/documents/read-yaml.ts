import { Composer, isScalar, Lexer, Parser, visit, type Document, type YAMLError } from 'yaml';
import type { FieldError } from '../kernel/domain-error.js';
import { excerpt } from '../kernel/excerpt.js';
import { codeOf, MAX_TOKENS, YamlGuard, type YamlFault } from './yaml-guard.js';
import { YamlPlaces } from './yaml-places.js';

const MAX_ALIASES = 100;
const MAX_FAULTS = 20;
/**
 * YAML 1.2 with its core schema: dates, `yes` and `<<` are text. The library looks for a key's twin among all before it, in time that grows
 * with the square of a map; `twins` does that.
 */
const OPTIONS = { uniqueKeys: false, stringKeys: true, resolveKnownTags: false };

/** One document of a YAML stream: what it says and where it stands in the text (its line, from 1), or what keeps it from being read. */
export type YamlRead =
  | { readonly value: unknown; readonly from: number; readonly to: number; readonly line: number }
  | { readonly faults: readonly FieldError[] };

/**
 * Reads a YAML stream document by document, in time that grows with its length. A document that the guard refuses is skipped
 * up to the next mark, and nothing is read behind one whose end is far away; of each document at most 20 faults are told.
 */
export function* readYaml(source: string): Generator<YamlRead> {
  const [places, guard] = [new YamlPlaces(source), new YamlGuard(source)];
  let [reader, start, skipping, index, since, skipped] = [new Reader(0), 0, false, 0, 0, 0];
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
    if (skipping && (skipped += 1) > MAX_TOKENS) return;
    if (skipping) continue;
    const faults = guard.check(text, offset);
    if (faults.length === 0) yield* read(reader.next(text));
    else {
      yield* read(reader.finished());
      yield { faults: faults.map((fault) => fieldErrorOf(fault, places, index, start)) };
      index += 1;
      [skipping, skipped] = [true, 0];
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
  const found = [...document.errors, ...document.warnings].slice(0, MAX_FAULTS).map(faultOf);
  const problems = [...found, ...twins(document, MAX_FAULTS - found.length)].toSorted(byPlace);
  const directive = source.slice(since, start).lastIndexOf('%YAML');
  if (document.directives.yaml.version === '1.1' && directive >= 0) {
    const offset = since + directive;
    problems.push({ code: 'yaml-version', message: 'Only YAML 1.2 is read here.', offset });
  }
  if (problems.length === 0) {
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      return { value, from: start, to: end, line: places.lineAt(start) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ code: 'alias', message, offset: null });
    }
  }
  return { faults: problems.map((fault) => fieldErrorOf(fault, places, index, start)) };
}

const byPlace = (a: YamlFault, b: YamlFault) => (a.offset ?? 0) - (b.offset ?? 0);

/** Keys that stand in their map already, at most this many. */
function twins(document: Document.Parsed, most: number): YamlFault[] {
  const found: YamlFault[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (found.length >= most) return visit.BREAK;
        if (!isScalar(key)) continue;
        const offset = key.range?.[0] ?? 0;
        if (seen.has(key.value))
          found.push({ code: 'duplicate-key', message: 'Map keys must be unique', offset });
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

function fieldErrorOf(
  fault: YamlFault,
  places: YamlPlaces,
  index: number,
  start: number,
): FieldError {
  const { code, message, offset } = fault;
  const where = offset === null ? `line ${places.lineAt(start)}` : places.describe(offset);
  return { path: `documents.${index}`, code, message: `${where}: ${excerpt(message)}` };
}

function faultOf({ code, message, pos }: YAMLError): YamlFault {
  if (code === 'NON_STRING_KEY')
    return { code: 'non-string-key', message: 'A key must be a text.', offset: pos[0] };
  return { code: codeOf(code), message, offset: pos[0] };
}
