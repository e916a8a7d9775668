import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_APPLY_BYTES } from '#contract';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
/** Bytes of JSON, at most: it is parsed in one go. */
export const JSON_LIMIT = MEGABYTE;
/** Bytes of a body, where nothing else is said: forms of a page, and calls of a program. */
export const SMALL_LIMIT = 64 * KILOBYTE;

interface BodyConfig {
  readonly takes: 'document' | 'documents';
}

/** For an address that takes one resource as a document, with its texts and lists: up to 1 MB, as JSON or YAML. */
export const TakesDocument = (): MethodDecorator =>
  RouteConfig({ takes: 'document' } satisfies BodyConfig);

/**
 * For an address that takes many documents in one body: up to 4 MB as YAML, which is only kept until it is read bit by bit, and 1 MB as
 * JSON.
 */
export const TakesDocuments = (): MethodDecorator =>
  RouteConfig({ takes: 'documents' } satisfies BodyConfig);

/** Holds each route to what it takes; those declared before this are not. */
export function limitBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { takes } = (route.config ?? {}) as Partial<BodyConfig>;
    // Many documents: each parser has a limit of its own.
    if (takes === 'documents') return;
    route.bodyLimit = takes === 'document' ? JSON_LIMIT : SMALL_LIMIT;
  });
}

/** What a body that is too large is told at the address of this request. */
export function tooLarge({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): string {
  const { takes } = routeOptions.config as Partial<BodyConfig>;
  const json = `${JSON_LIMIT / MEGABYTE} MB`;
  const most = {
    documents: `${json} of JSON, or ${MAX_APPLY_BYTES / MEGABYTE} MB of YAML,`,
    document: json,
    little: `${SMALL_LIMIT / KILOBYTE} kB`,
  }[takes ?? 'little'];
  return `The body is larger than the ${most} that this address takes. Nothing was changed.`;
}
