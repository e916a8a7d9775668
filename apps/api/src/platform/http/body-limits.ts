import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { MAX_APPLY_BYTES } from '#contract';
import { DomainError } from '../kernel/domain-error.js';

const MEGABYTE = 1024 * 1024;
/** Bytes of one thing; far more than any holds. */
export const BODY_LIMIT = MEGABYTE;
/** What a body that is too large is told. */
export const TOO_LARGE = `The body is larger than what is taken here: ${BODY_LIMIT / MEGABYTE} MB, or ${MAX_APPLY_BYTES / MEGABYTE} MB of YAML documents to apply. Nothing was changed.`;

const CONFIG = { takesDocuments: true };

/**
 * For an address that takes many documents in one body, as YAML: that is only kept until it is known who asks, and then read bit by bit.
 * JSON is parsed in one go and before that, so it has to be small everywhere.
 */
export const TakesDocuments = (): MethodDecorator => RouteConfig(CONFIG);

/** @throws DomainError `payload-too-large` for a body of many documents at an address that takes one thing */
export function assertFits(body: Buffer, { routeOptions }: FastifyRequest): void {
  const { takesDocuments } = routeOptions.config as Partial<typeof CONFIG>;
  if (body.length > BODY_LIMIT && takesDocuments !== true)
    throw new DomainError('payload-too-large', TOO_LARGE);
}
