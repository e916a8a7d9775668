import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { countedAddress } from './client-address.js';
import { SignedLinks } from './counted-apart.js';
import { Doorkeeper } from './doorkeeper.js';
import { sharedStore } from './shared-store.js';
import { takesStream } from './streamed-body.js';

/** Answered from memory, and needed most when something is wrong. */
const FREE = /^\/(livez|readyz|healthz|assets\/|api\/v1\/status$)/;

const isFree = (request: FastifyRequest): boolean => FREE.test(request.url) || takesStream(request);

/**
 * Counts requests where all processes count: by whoever is known to have sent them, by the link that proves them, else by address
 * (docs/adr/0042-whose-requests-are-counted.md).
 */
export async function limitRates(
  fastify: FastifyInstance,
  app: NestFastifyApplication,
): Promise<void> {
  const doors = app.get(Doorkeeper, { strict: false });
  const links = app.get(SignedLinks, { strict: false });
  const counts = new WeakMap<object, string>();
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.is404 || isFree(request)) return;
    const link = links.nameIn(request);
    const count = link === null ? await doors.countedWith(request, reply) : `link:${link}`;
    counts.set(request.raw, `requests:${count}`);
  });
  await fastify.register(rateLimit, {
    max: app.get(Settings).get('RATE_LIMIT'),
    timeWindow: '1 minute',
    store: sharedStore(app.get(RateLimiter)),
    // After the hook above: those of a route run after those of all.
    keyGenerator: (request) => counts.get(request.raw) ?? countedAddress(request),
    allowList: isFree,
    errorResponseBuilder: (_request, context) =>
      new DomainError(
        'rate-limited',
        `More than ${context.max} requests a minute. Try again in ${context.after}.`,
      ),
  });
}
