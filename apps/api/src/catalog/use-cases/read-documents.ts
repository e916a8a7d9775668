import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { Refusal, invalid, type FieldError } from '../../platform/kernel/refusal.js';
import { tooNested } from './yaml-guard.js';

/** One document of a request, not checked yet. */
export interface SourceDocument {
  /** position in the request, from 0 */
  readonly index: number;
  readonly value: unknown;
}

const MOST_DOCUMENTS = 5000;
const MOST_FAULTS = 20;
const MOST_ALIASES = 100;

/**
 * Reads a body of `catalog apply`: YAML text of many documents, or parsed JSON of one document or a list of them.
 * @throws Refusal `yaml-invalid` with document, line and column of each syntax error
 */
export function readDocuments(body: unknown): SourceDocument[] {
  const values = typeof body === 'string' ? fromYaml(body) : [body ?? []].flat();
  const documents = values.map((value, index) => ({ index, value })).filter(({ value }) => value !== null);
  if (documents.length === 0) throw invalid([{ path: '', code: 'empty', message: 'There is no document in the body.' }]);
  if (documents.length > MOST_DOCUMENTS) throw new Refusal('payload-too-large', `At most ${MOST_DOCUMENTS} documents can be applied at once.`);
  return documents;
}

function fromYaml(source: string): unknown[] {
  const nested = tooNested(source);
  if (nested) throw invalid([{ path: '', code: 'too-nested', message: nested }], 'yaml-invalid');
  const lines = new LineCounter();
  const documents = parseAllDocuments(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true }) as Document[];
  const faults = documents.flatMap((document, index) => document.errors.slice(0, MOST_FAULTS).map((error) => fault(index, error.code, error.message, lines.linePos(error.pos[0]))));
  if (faults.length > 0) throw invalid(faults.slice(0, MOST_FAULTS), 'yaml-invalid');
  return documents.map(plain);
}

function plain(document: Document, index: number): unknown {
  try {
    return document.contents === null ? null : document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw invalid([fault(index, 'alias', error instanceof Error ? error.message : String(error))], 'yaml-invalid');
  }
}

function fault(index: number, code: string, message: string, at?: { line: number; col: number }): FieldError {
  const where = at ? `line ${at.line}, column ${at.col}: ` : '';
  return { path: `documents.${index}`, code: code.toLowerCase().replaceAll('_', '-'), message: `${where}${message}` };
}
