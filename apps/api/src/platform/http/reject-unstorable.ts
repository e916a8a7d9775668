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
const WORDS = {
  'not-text': 'must be text without zero bytes and half characters',
  'too-nested': `is nested more than ${DEEPEST_JSON} deep`,
};

/**
 * Keeps out of JSON bodies what would fail in the database, come back changed, or fill the stack. Documents have a reader that says of
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
  const found = unstorablePaths(body, MAX_FAULTS, !Array.isArray(body));
  if (found.length === 0) return;
  throw invalid(found.map(({ path, why }) => ({ path, code: why, message: WORDS[why] })));
}
