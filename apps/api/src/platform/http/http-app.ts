import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { Refusal } from '../kernel/refusal.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { ApiDescription } from '../openapi/api-description.js';
import { serveConsole } from './console-files.js';
import { ProblemFilter } from './problem.filter.js';
import { sharedStore } from './shared-store.js';
import { schemaRefusal } from './schema-errors.js';

const BODY_LIMIT = 1024 * 1024;

const CSP = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  upgradeInsecureRequests: null,
};

/**
 * The HTTP application, not yet listening: security headers, rate limit, problem details, validation, console files.
 * @param module the root module
 */
export async function createHttpApp(module: new () => object): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // A URL that cannot be decoded fails before any route or hook.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => app.get(ProblemFilter).answer(error, request, reply.header('x-request-id', request.id)),
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    genReqId: (request: { headers: IncomingHttpHeaders }) => safeRequestId(request.headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as new () => object, adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  const fastify: FastifyInstance = adapter.getInstance();
  const filter = app.get(ProblemFilter);
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  acceptYaml(fastify);
  await fastify.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CSP }, hsts: false });
  await limitRates(fastify, app);
  app.get(ApiDescription, { strict: false }).of(app);
  await serveConsole(fastify, app.get(Settings).get('CONSOLE_DIR'));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: schemaRefusal }));
  app.useGlobalFilters(filter);
  fastify.setErrorHandler((error, request, reply) => filter.answer(error, request, reply));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  return app;
}

function safeRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}

function acceptYaml(fastify: FastifyInstance): void {
  const types = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/plain'];
  fastify.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

async function limitRates(fastify: FastifyInstance, app: NestFastifyApplication): Promise<void> {
  await fastify.register(rateLimit, {
    max: app.get(Settings).get('RATE_LIMIT'),
    timeWindow: '1 minute',
    store: sharedStore(app.get(RateLimiter)),
    allowList: (request) => /^\/(livez|readyz|healthz|assets\/)/.test(request.url),
    errorResponseBuilder: (_request, context) => new Refusal('rate-limited', `More than ${context.max} requests a minute. Try again in ${context.after}.`),
  });
}
