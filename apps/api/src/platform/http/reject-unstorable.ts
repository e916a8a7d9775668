import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { invalid } from '../kernel/domain-error.js';
import { DEEPEST_JSON, unstorablePaths } from '../kernel/storable-text.js';
import { takesStream } from './streamed-body.js';

/**
 * The text of a body. Bytes that are no UTF-8 would be kept as marks of a missing letter, in silence.
 * @throws DomainError `validation-failed`
 */
export function textOf(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8');
  throw invalid([{ path: 'body', code: 'not-text', message: 'must be UTF-8' }]);
}

const MAX_FAULTS = 20;
/** Of one thing, far above any; each value that is wrong costs a schema some microseconds to say so. */
const MOST_VALUES = 20_000;
/** Of a list of documents, which are looked at one by one. */
const MOST_OF_A_LIST = 100_000;
const WORDS = {
  'too-large': 'holds more values than anything that is taken here',
  'not-text': 'must be text without zero bytes and half characters',
  'too-nested': `is nested more than ${DEEPEST_JSON} deep`,
};

/**
 * Keeps out of JSON bodies what would fail in the database, come back changed, fill the stack, or keep a schema busy. Documents have a reader that says of
 * which one a text is not storable; how deep they are is seen here.
 * @throws DomainError `validation-failed` naming each field
 */
export async function rejectUnstorable(
  request: FastifyRequest & { readonly rawBody?: Buffer },
): Promise<void> {
  if (takesStream(request)) return;
  const { body, rawBody } = request;
  if (rawBody) textOf(rawBody);
  if (typeof body === 'string') return;
  const isList = Array.isArray(body);
  const members = isList ? MOST_OF_A_LIST : MOST_VALUES;
  const found = unstorablePaths(body, { most: MAX_FAULTS, texts: !isList, members });
  if (found.length === 0) return;
  throw invalid(found.map(({ path, why }) => ({ path, code: why, message: WORDS[why] })));
}
