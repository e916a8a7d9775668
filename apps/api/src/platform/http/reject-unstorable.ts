import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { invalid } from '../kernel/domain-error.js';
import { unstorablePaths } from '../kernel/storable-text.js';

/**
 * The text of a body. Bytes that are no UTF-8 would be kept as marks of a missing letter, in silence.
 * @throws DomainError `validation-failed`
 */
export function textOf(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8');
  throw invalid([{ path: 'body', code: 'not-text', message: 'must be UTF-8' }]);
}

/**
 * Keeps text out of JSON bodies that would fail in the database, or come back changed. Documents, as text or as a list, have a
 * reader that refuses it by document.
 * @throws DomainError `validation-failed` naming each field
 */
export async function rejectUnstorable({
  body,
  rawBody,
}: FastifyRequest & { readonly rawBody?: Buffer }): Promise<void> {
  if (rawBody) textOf(rawBody);
  if (typeof body === 'string' || Array.isArray(body)) return;
  const paths = unstorablePaths(body);
  if (paths.length === 0) return;
  throw invalid(
    paths.map((path) => ({
      path,
      code: 'not-text',
      message: 'must be text without zero bytes and half characters',
    })),
  );
}
