import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6 } from 'node:net';
import helmet from '@fastify/helmet';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { MAX_APPLY_BYTES } from '#contract';
import { Settings } from '../config/settings.js';
import { invalid } from '../kernel/domain-error.js';
import { repeatedHeader } from '../kernel/repeated-headers.js';
import { ApiDescription } from '../openapi/api-description.js';
import { nameRoutes } from '../telemetry/request-route.js';
import { answerOtherMethods } from '../http/allowed-methods.js';
import { JSON_LIMIT, limitBodies } from '../http/body-limits.js';
import { answerCaching, tagEncodings } from '../http/caching.js';
import { trustedProxies } from '../http/client-address.js';
import { dropGone } from '../http/callers-gone.js';
import { answerClientError } from '../http/client-errors.js';
import { compressReads } from '../http/compress-reads.js';
import { Doorkeeper, keepDoors } from '../http/doorkeeper.js';
import { isForConsole, readableUrl, serveConsole } from '../http/console-files.js';
import { answerOwnHosts } from '../http/own-hosts.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { limitRates } from '../http/rate-limits.js';
import { rejectUnstorable, textOf } from '../http/reject-unstorable.js';
import { refuseForms } from '../http/refuse-forms.js';
import { schemaRefusal } from '../http/schema-errors.js';
import { acceptStreams, Turnstile } from '../http/streamed-body.js';
import { speakInOurWords } from '../http/schema-words.js';

/** A whole request arrives within this time; its answer may take longer (event streams never end). */
const REQUEST_TIMEOUT_MS = 20_000;

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
  let trusted: (address: string) => boolean = () => false;
  speakInOurWords();
  const adapter = new FastifyAdapter({
    // A URL that cannot be decoded fails before any route or hook.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
      if (isForConsole(request)) return void reply.redirect(readableUrl(request.url));
      return app.get(ProblemFilter).answer(error, request, reply);
    },
    bodyLimit: JSON_LIMIT,
    trustProxy: (address) => trusted(address),
    genReqId: (request: { headers: IncomingHttpHeaders }) =>
      safeRequestId(request.headers['x-request-id']) ?? randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Said when the server is made: set on it later, Node still waits a minute, the headers' own limit, before it looks.
    http: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: REQUEST_TIMEOUT_MS / 20,
    },
    clientErrorHandler: answerClientError,
    // Requests that came before the end are carried out: closing waits for them, and cuts idle connections only.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    module as new () => object,
    adapter,
    { bufferLogs: true, rawBody: true },
  );
  trusted = trustedProxies(app.get(Settings).get('TRUSTED_PROXIES'));
  app.useLogger(app.get(Logger));
  const fastify: FastifyInstance = adapter.getInstance();
  const filter = app.get(ProblemFilter);
  dropGone(fastify);
  fastify.addHook(
    'onRequest',
    async (request, reply) => void reply.header('x-request-id', request.id),
  );
  refuseFirst(fastify, app.get(Settings));
  answerOtherMethods(fastify);
  nameRoutes(fastify);
  acceptStreams(fastify, app.get(Turnstile, { strict: false }));
  keepDoors(fastify, app.get(Doorkeeper, { strict: false }));
  readBodies(fastify);
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CSP },
    hsts: false,
  });
  answerCaching(fastify);
  await compressReads(fastify);
  tagEncodings(fastify);
  await limitRates(fastify, app);
  app.get(ApiDescription, { strict: false }).of(app);
  await serveConsole(fastify, app.get(Settings).get('CONSOLE_DIR'));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: schemaRefusal }));
  app.useGlobalFilters(filter);
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  return app;
}

/** What is refused before anything else is looked at. */
function refuseFirst(fastify: FastifyInstance, settings: Settings): void {
  answerOwnHosts(fastify, ownNames(settings));
  fastify.addHook('onRequest', async (request) => {
    refuseNul(request);
    refuseRepeated(request);
  });
}

/** Hosts by which people and programs reach us, beside this machine's own addresses. */
function ownNames(settings: Settings): string[] {
  const addresses = settings
    .get('ALLOWED_HOSTS')
    .map((host) => (isIPv6(host) ? `[${host}]` : host));
  return [new URL(settings.publicUrl).host, settings.get('HOST'), ...addresses];
}

function safeRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}

/** PostgreSQL keeps no NUL in a text, so nothing has one in its name. The console says so itself, on the page that was asked for. */
function refuseNul(request: FastifyRequest): void {
  if (request.url.includes('%00') && !isForConsole(request))
    throw invalid([
      { path: 'url', code: 'invalid-character', message: 'must not hold a NUL (%00)' },
    ]);
}

/** A proxy before us may have read the other one. */
function refuseRepeated({ raw }: FastifyRequest): void {
  const path = repeatedHeader(raw.rawHeaders);
  if (path !== null)
    throw invalid([{ path, code: 'repeated', message: 'must be sent once in a request' }]);
}

/** What a body may be, and how large. */
function readBodies(fastify: FastifyInstance): void {
  limitBodies(fastify);
  fastify.addHook('preParsing', refuseForms);
  fastify.addHook('preHandler', rejectUnstorable);
  const types = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/plain'];
  fastify.addContentTypeParser<Buffer>(
    types,
    { parseAs: 'buffer', bodyLimit: MAX_APPLY_BYTES },
    async (_request: FastifyRequest, body: Buffer) => textOf(body),
  );
}
