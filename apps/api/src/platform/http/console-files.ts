import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot } from '../config/project-root.js';
import { DomainError } from '../kernel/domain-error.js';
import { isConsolePage } from './console-pages.js';

const YEAR_SECONDS = 31_536_000;
/** Addresses of programs: what is not there has no page either. */
const OF_PROGRAMS = /^\/(?:api|feeds|livez|readyz|healthz)(?:[/?]|$)/;
/** Files beside the console; its page has the addresses of pages. */
const FILE = /^\/(?!index\.html$)[\w.-]+\.(?:js|css|svg|png|ico|txt|html|webmanifest)$/;

/** Whether a person's browser asks for a page, and not for one of the API's addresses. */
export function isForConsole({
  method,
  url,
  headers,
}: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && !OF_PROGRAMS.test(url) && (headers.accept?.includes('text/html') ?? false);
}

/**
 * Where a browser is sent that asks for an address which cannot be decoded: each `%` of its path stands for itself, so that the console can
 * say that there is nothing. It stays on this host, whatever the path begins with.
 */
export function readableUrl(url: string): string {
  const [path = '', ...query] = url.split('?');
  const own = path.replace(/^[/\\]+/, '/').replaceAll('%', '%25');
  return [own, ...query].join('?');
}

/**
 * Serves the built console: hashed assets for ever, its pages, and the files beside them, as the build compressed them. At every other
 * address there is nothing: a browser is shown that by the console, a program is told. Without a build there is an honest 503 instead
 * of a blank page.
 */
export async function serveConsole(fastify: FastifyInstance, folder: string): Promise<void> {
  const root = resolve(projectRoot(), folder);
  await fastify.register(fastifyStatic, { root, serve: false, maxAge: 0, preCompressed: true });
  fastify.get(
    '/assets/*',
    { config: { rateLimit: false } },
    (request: FastifyRequest, reply: FastifyReply) => {
      const file = `assets/${(request.params as { '*': string })['*']}`;
      return reply.sendFile(file, { maxAge: YEAR_SECONDS * 1000, immutable: true });
    },
  );
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const path = `/${(request.params as { '*': string })['*']}`;
    const isPage = isConsolePage(path);
    if (!isPage && FILE.test(path) && existsSync(resolve(root, path.slice(1))))
      return reply
        .header('cache-control', 'no-cache')
        .sendFile(path.slice(1), { cacheControl: false });
    if (!isPage && !isForConsole(request))
      throw new DomainError('not-found', `There is no ${request.method} ${path}.`);
    if (!existsSync(resolve(root, 'index.html')))
      throw new DomainError(
        'dependency-unavailable',
        'The console has not been built: npm run build.',
      );
    return reply
      .status(isPage ? 200 : 404)
      .header('cache-control', 'no-cache')
      .sendFile('index.html', { cacheControl: false });
  });
}
