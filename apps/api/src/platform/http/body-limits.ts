import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';

const MEGABYTE = 1024 * 1024;
/** Bytes of one thing; far more than any holds. */
export const BODY_LIMIT = MEGABYTE;
/** Bytes of many documents: as many as one apply takes, at the size that they have in a catalog. */
const DOCUMENTS_LIMIT = 8 * MEGABYTE;

/** For an address that takes many documents in one body. */
export const TakesDocuments = (): MethodDecorator => RouteConfig({ bodyLimit: DOCUMENTS_LIMIT });

/** Has the limits of `TakesDocuments` hold. Called before any route is there. */
export function limitBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route: RouteOptions) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
}

/** What a body that is too large is told. */
export const TOO_LARGE = `The body is larger than what is taken here: ${BODY_LIMIT / MEGABYTE} MB, or ${DOCUMENTS_LIMIT / MEGABYTE} MB of documents to apply. Nothing was changed.`;
