import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';

const FORM = /^\s*application\/x-www-form-urlencoded\b/i;

/**
 * The framework reads forms, which nothing here takes: their fields would be told to be wrong, and not the type.
 * @throws DomainError `unsupported-media-type`
 */
export async function refuseForms({ headers }: FastifyRequest): Promise<void> {
  if (FORM.test(headers['content-type'] ?? ''))
    throw new DomainError(
      'unsupported-media-type',
      'A form is not taken here. Send application/json, or application/yaml where documents are taken.',
    );
}
