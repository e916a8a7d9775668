import type { FastifyRequest } from 'fastify';
import { invalid } from '../kernel/domain-error.js';
import { unstorablePaths } from '../kernel/storable-text.js';

/**
 * Keeps text out of JSON bodies that would fail in the database, or come back changed. Documents, as text or as a list, have a
 * reader that refuses it by document.
 * @throws DomainError `validation-failed` naming each field
 */
export async function rejectUnstorable({ body }: FastifyRequest): Promise<void> {
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
