import type { FieldError } from '../kernel/domain-error.js';
import { readYaml } from './read-yaml.js';

/** As many as one request may hold. */
export const MAX_DOCUMENTS = 5000;
const MAX_FAULTS = 20;

/** A document of a stream: its position, what it says, and where it stands in the text. */
export interface StreamDocument {
  readonly index: number;
  readonly value: unknown;
  readonly from: number;
  readonly to: number;
  /** at which it begins, from 1 */
  readonly line: number;
}

/** What a stream holds; faults, if there are any; or null when it holds too many documents. Plain values, which threads can hand over. */
export interface StreamRead {
  readonly documents: readonly StreamDocument[];
  readonly faults: readonly FieldError[];
}

/**
 * Reads a YAML stream.
 * @param pause called between documents
 */
export async function readStream(
  source: string,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<StreamRead | null> {
  const documents: StreamDocument[] = [];
  const faults: FieldError[] = [];
  let index = 0;
  for (const read of readYaml(source)) {
    if (index === MAX_DOCUMENTS) return null;
    if ('faults' in read) faults.push(...read.faults);
    else documents.push({ index, ...read });
    index += 1;
    if (faults.length >= MAX_FAULTS) break;
    await pause();
  }
  return { documents, faults: faults.slice(0, MAX_FAULTS) };
}
