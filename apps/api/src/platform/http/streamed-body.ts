import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';

const CONFIG = { streamed: true };
/** No sender names it: bodies of such addresses are given it when they arrive. */
const UNREAD = 'application/x-leitstand-unread';

/**
 * For an address that programs post to: its body is handed over unread, whatever type it says it has, so that nothing of it is kept before
 * it is known who asks. Such an address has limits of its own, the one of requests a minute is not for it.
 */
export const TakesStream = (): MethodDecorator => RouteConfig(CONFIG);

/** Whether the address of a request takes its body as a stream. */
export function takesStream({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof CONFIG> | undefined)?.streamed === true;
}

/** Says whether there is room for what programs post, before anything else is done for it. The room that takes it provides this. */
export abstract class Turnstile {
  /** @throws DomainError `dependency-unavailable` when they are to come again; `unauthenticated` */
  abstract assertRoom(request: FastifyRequest): void;
}

/** Has bodies handed over unread where that is wanted, as far as there is room for them. */
export function acceptStreams(fastify: FastifyInstance, turnstile: Turnstile): void {
  fastify.addHook('onRequest', async (request) => {
    if (!takesStream(request)) return;
    turnstile.assertRoom(request);
    request.headers['content-type'] = UNREAD;
  });
  fastify.addContentTypeParser(UNREAD, (_request, payload, done) => done(null, payload));
}

/**
 * Reads a body that was handed over.
 * @param body of the request; anything but a stream is a request without a body
 * @param longest bytes
 * @param tooLarge what is said of one that is longer
 * @throws DomainError `payload-too-large` as soon as it is longer; the rest is not kept
 */
export async function readBody(body: unknown, longest: number, tooLarge: string): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) throw new DomainError('payload-too-large', tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
