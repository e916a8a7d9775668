import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Expected } from '../kernel/expected.js';
import { DomainError } from '../kernel/domain-error.js';
import { tagsOf, versionOf } from './entity-tag.js';

export type { Expected } from '../kernel/expected.js';

/** As many as anybody keeps; each costs a comparison. */
const MAX_LENGTH = 2000;

/**
 * Reads the preconditions of an edit (RFC 9110 section 13.1): `new` is If-None-Match: *, versions are If-Match: "3" or a list. Tags are
 * compared strongly, so that a weak one matches nothing.
 * @throws DomainError `validation-failed` when If-Match is no list of entity tags, or If-None-Match of a write is not `*`
 */
export function expectedFrom(headers: {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}): Expected {
  const { 'if-match': match, 'if-none-match': none } = headers;
  if (none !== undefined && none.trim() !== '*')
    throw new DomainError(
      'validation-failed',
      'If-None-Match of a write must be *, which creates only.',
    );
  if (none !== undefined) return { kind: 'new' };
  if (match === undefined || match.trim() === '*') return { kind: 'any' };
  const tags = match.length <= MAX_LENGTH ? tagsOf(match) : null;
  if (!tags)
    throw new DomainError(
      'validation-failed',
      'If-Match must be the ETag of the resource, for example "3".',
    );
  const versions = tags.map(versionOf).filter((version) => version !== null);
  return { kind: 'version', versions };
}

export const ExpectedVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): Expected =>
    expectedFrom(context.switchToHttp().getRequest<FastifyRequest>().headers),
);
