import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Expected } from '../kernel/expected.js';
import { DomainError } from '../kernel/domain-error.js';

export type { Expected } from '../kernel/expected.js';

/**
 * Reads the preconditions of an edit (RFC 9110 section 13.1): `new` is If-None-Match: *, a version is If-Match: "3".
 * @throws DomainError `validation-failed` when If-Match is no entity tag of ours
 */
export function expectedFrom(headers: {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}): Expected {
  if (headers['if-none-match'] === '*') return { kind: 'new' };
  const tag = headers['if-match'];
  if (tag === undefined || tag === '*') return { kind: 'any' };
  const version = /^(?:W\/)?"(\d+)"$/.exec(tag)?.[1];
  if (!version)
    throw new DomainError(
      'validation-failed',
      'If-Match must be the ETag of the resource, for example "3".',
    );
  return { kind: 'version', version: Number(version) };
}

export const ExpectedVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): Expected =>
    expectedFrom(context.switchToHttp().getRequest<FastifyRequest>().headers),
);
