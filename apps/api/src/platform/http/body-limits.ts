import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';

const MEGABYTE = 1024 * 1024;
/** Bytes of one thing; far more than any holds. */
export const BODY_LIMIT = MEGABYTE;
/** Bytes of many documents: as many as one apply takes, at the size that they have in a catalog. */
export const DOCUMENTS_LIMIT = 8 * MEGABYTE;

/** What a body that is too large is told. */
export const TOO_LARGE = `The body is larger than what is taken here: ${BODY_LIMIT / MEGABYTE} MB, or ${DOCUMENTS_LIMIT / MEGABYTE} MB of YAML documents to apply. Nothing was changed.`;

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
