import { createHash } from 'node:crypto';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AnswersUnchanged } from './answers.js';
import { hasTag, representationTag, withEncoding } from './entity-tag.js';

/** Characters of a text that Node writes more cheaply as such than as bytes beside its headers. */
const SHORT = 8192;

interface CachingConfig {
  readonly revalidated: 'private' | 'public';
}

/**
 * An answer that may be kept if each use of it asks whether it still holds; `If-None-Match` then saves the body. Everything else of the
 * API is kept by nobody.
 * @param whose `private`: by whoever asked only
 */
export const Revalidated = (whose: CachingConfig['revalidated']) =>
  applyDecorators(RouteConfig({ revalidated: whose } satisfies CachingConfig), AnswersUnchanged());

/** Says of every answer who may keep it, gives those that may be kept a tag of their bytes, and answers 304 to whoever has them. */
export function answerCaching(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { revalidated } = request.routeOptions.config as Partial<CachingConfig>;
    if (revalidated && reply.statusCode === 200 && typeof payload === 'string')
      return revalidate(request, reply, payload, revalidated);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    return payload;
  });
}

function revalidate(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  text: string,
  whose: CachingConfig['revalidated'],
): Buffer | string | null {
  // A long text is encoded once instead of for its digest, its length and the socket; a short one leaves in one piece with its headers.
  const body = text.length > SHORT ? Buffer.from(text) : text;
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const tag = representationTag(reply.getHeader('etag')?.toString(), digest);
  const vary = whose === 'private' ? 'accept-encoding, authorization, cookie' : 'accept-encoding';
  void reply.headers({ etag: tag, 'cache-control': `${whose}, no-cache`, vary });
  const known = headers['if-none-match'];
  if (known === undefined || !hasTag(known, tag)) return body;
  void reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/** A strong tag stands for bytes as they are sent, so each encoding has one of its own. To be called after what encodes them. */
export function tagEncodings(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    route.onSend = [route.onSend ?? []].flat().concat((_request, reply, payload, done) => {
      const [tag, encoding] = [reply.getHeader('etag'), reply.getHeader('content-encoding')];
      if (typeof tag === 'string' && typeof encoding === 'string')
        void reply.header('etag', withEncoding(tag, encoding));
      done(null, payload);
    });
  });
}
