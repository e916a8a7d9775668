import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot } from '../config/project-root.js';
import { DomainError } from '../kernel/domain-error.js';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built console: hashed assets for ever, every other path that is not the API's gets the page itself.
 * Without a build there is an honest 503 instead of a blank page.
 */
export async function serveConsole(fastify: FastifyInstance, folder: string): Promise<void> {
  const root = resolve(projectRoot(), folder);
  await fastify.register(fastifyStatic, { root, serve: false, maxAge: 0 });
  fastify.get(
    '/assets/*',
    { config: { rateLimit: false } },
    (request: FastifyRequest, reply: FastifyReply) => {
      const file = `assets/${(request.params as { '*': string })['*']}`;
      return reply.sendFile(file, { maxAge: YEAR_SECONDS * 1000, immutable: true });
    },
  );
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const path = (request.params as { '*': string })['*'];
    if (/^(api|livez|readyz|healthz)(\/|$)/.test(path))
      throw new DomainError('not-found', `There is no ${request.method} /${path}.`);
    if (!existsSync(resolve(root, 'index.html')))
      throw new DomainError(
        'dependency-unavailable',
        'The console has not been built: npm run build.',
      );
    const isFile =
      /^[\w.-]+\.(js|css|svg|png|ico|txt|webmanifest)$/.test(path) &&
      existsSync(resolve(root, path));
    return reply
      .header('cache-control', 'no-cache')
      .sendFile(isFile ? path : 'index.html', { cacheControl: false });
  });
}
