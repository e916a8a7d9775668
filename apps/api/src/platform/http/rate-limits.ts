import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { countedAddress } from './client-address.js';
import { sharedStore } from './shared-store.js';
import { takesStream } from './streamed-body.js';

/** Answered from memory, and needed most when something is wrong. */
const FREE = /^\/(livez|readyz|healthz|assets\/|api\/v1\/status$)/;

/** Counts requests by client where all processes count. */
export async function limitRates(
  fastify: FastifyInstance,
  app: NestFastifyApplication,
): Promise<void> {
  await fastify.register(rateLimit, {
    max: app.get(Settings).get('RATE_LIMIT'),
    timeWindow: '1 minute',
    store: sharedStore(app.get(RateLimiter)),
    keyGenerator: countedAddress,
    allowList: (request) => FREE.test(request.url) || takesStream(request),
    errorResponseBuilder: (_request, context) =>
      new DomainError(
        'rate-limited',
        `More than ${context.max} requests a minute. Try again in ${context.after}.`,
      ),
  });
}
