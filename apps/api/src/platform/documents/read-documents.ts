import { DomainError, invalid } from '../kernel/domain-error.js';
import { Yielder } from './yielder.js';
import { readAside } from './yaml-pool.js';
import { lineFinder, type LineOf } from './yaml-places.js';
import { MAX_DOCUMENTS, readStream } from './yaml-stream.js';

/** One document of a request, not checked yet. */
export interface SourceDocument {
  /** position in the request, from 0 */
  readonly index: number;
  readonly value: unknown;
  /** looks the document's fields up in the text; absent where there was none */
  readonly lines?: () => LineOf;
}

/** Characters that are read in some hundredths of a second, whatever they are; more are read in a thread of their own. */
const AT_ONCE = 64 * 1024;

/**
 * Reads a body of `catalog apply`: YAML text of many documents, or parsed JSON of one document or a list of them.
 * @param who sent it: of one sender, large ones are read one after the other
 * @throws DomainError `yaml-invalid` with document, line and column of each syntax error, `payload-too-large`, `dependency-unavailable`
 *   while too many large ones are being read, `rate-limited` while too many of this sender wait
 */
export async function readDocuments(body: unknown, who: string): Promise<SourceDocument[]> {
  if (Array.isArray(body) && body.length > MAX_DOCUMENTS) throw tooMany();
  const all =
    typeof body === 'string'
      ? await fromYaml(body, who)
      : [body ?? []].flat().map((value, index) => ({ index, value }));
  const documents = all.filter(({ value }) => value !== null);
  if (documents.length === 0)
    throw invalid([{ path: '', code: 'empty', message: 'There is no document in the body.' }]);
  if (documents.length > MAX_DOCUMENTS) throw tooMany();
  return documents;
}

async function fromYaml(source: string, who: string): Promise<SourceDocument[]> {
  const yielder = new Yielder();
  const read = await (source.length > AT_ONCE
    ? readAside(source, who)
    : readStream(source, () => yielder.yieldIfDue()));
  if (!read) throw tooMany();
  if (read.faults.length > 0) throw invalid(read.faults, 'yaml-invalid');
  return read.documents.map(({ index, value, from, to, line }) => ({
    index,
    value,
    lines: () => lineFinder(source.slice(from, to), line),
  }));
}

function tooMany(): DomainError {
  return new DomainError(
    'payload-too-large',
    `At most ${MAX_DOCUMENTS} documents can be applied at once.`,
  );
}
