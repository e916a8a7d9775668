import { DomainError, invalid, type FieldError } from '../kernel/domain-error.js';
import { Yielder } from './yielder.js';
import { readYaml } from './read-yaml.js';
import type { LineOf } from './yaml-places.js';

/** One document of a request, not checked yet. */
export interface SourceDocument {
  /** position in the request, from 0 */
  readonly index: number;
  readonly value: unknown;
  /** looks the document's fields up in the text; absent where there was none */
  readonly lines?: () => LineOf;
}

const MAX_DOCUMENTS = 5000;
const MAX_FAULTS = 20;

/**
 * Reads a body of `catalog apply`: YAML text of many documents, or parsed JSON of one document or a list of them.
 * @throws DomainError `yaml-invalid` with document, line and column of each syntax error, `payload-too-large`
 */
export async function readDocuments(body: unknown): Promise<SourceDocument[]> {
  const all =
    typeof body === 'string'
      ? await fromYaml(body)
      : [body ?? []].flat().map((value, index) => ({ index, value }));
  const documents = all.filter(({ value }) => value !== null);
  if (documents.length === 0)
    throw invalid([{ path: '', code: 'empty', message: 'There is no document in the body.' }]);
  if (documents.length > MAX_DOCUMENTS) throw tooMany();
  return documents;
}

async function fromYaml(source: string): Promise<SourceDocument[]> {
  const yielder = new Yielder();
  const documents: SourceDocument[] = [];
  const faults: FieldError[] = [];
  for (const read of readYaml(source)) {
    const index = documents.length;
    if (index === MAX_DOCUMENTS) throw tooMany();
    if ('faults' in read) faults.push(...read.faults);
    documents.push({ index, value: null, ...('value' in read ? read : {}) });
    if (faults.length >= MAX_FAULTS) break;
    await yielder.yieldIfDue();
  }
  if (faults.length > 0) throw invalid(faults.slice(0, MAX_FAULTS), 'yaml-invalid');
  return documents;
}

function tooMany(): DomainError {
  return new DomainError(
    'payload-too-large',
    `At most ${MAX_DOCUMENTS} documents can be applied at once.`,
  );
}
