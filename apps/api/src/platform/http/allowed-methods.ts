import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { isConsolePage } from './console-pages.js';

const EVERYTHING_ELSE = '/*';
const PAGE_METHODS = ['GET', 'HEAD'];

interface Known {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Which methods each address takes, read off the routes as they are declared. */
export class AllowedMethods {
  private readonly known = new Map<string, Known>();

  /** @param url a route as Fastify writes it, e.g. `/api/v1/slos/:slug` */
  add(url: string, methods: readonly string[]): void {
    if (url === EVERYTHING_ELSE) return;
    const known = this.known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const method of methods) known.methods.add(method);
    this.known.set(url, known);
  }

  /** @returns the methods that are taken at this path, in the order of the alphabet; empty when there is nothing */
  at(path: string): string[] {
    const routes = [...this.known.values()].filter(({ pattern }) => pattern.test(path));
    const methods = new Set(routes.flatMap((route) => [...route.methods]));
    if (isConsolePage(path)) for (const method of PAGE_METHODS) methods.add(method);
    return methods.size > 0 ? [...methods, 'OPTIONS'].sort() : [];
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.+';
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}

/**
 * Answers a method that an address does not take with 405, and OPTIONS with 204, both with `Allow` (RFC 9110 sections 9.3.7, 10.2.1 and
 * 15.5.6). Where nothing is taken, every method is 404, before a body is read. Routes declared before this are not known to it.
 */
export function answerOtherMethods(fastify: FastifyInstance): void {
  const allowed = new AllowedMethods();
  fastify.addHook('onRoute', ({ url, method }) => allowed.add(url, [method].flat()));
  // After the middleware that logs requests, before a body is read.
  fastify.addHook('preParsing', async (request: FastifyRequest, reply: FastifyReply) => {
    const { method, url, is404, routeOptions } = request;
    if (!is404 && routeOptions.url !== EVERYTHING_ELSE) return;
    const path = url.split(/[?#]/)[0] ?? url;
    const methods = url === '*' ? ['OPTIONS'] : allowed.at(path);
    if (methods.length === 0 && is404)
      throw new DomainError('not-found', `There is no ${method} ${path}.`);
    if (methods.length === 0 || (methods.includes(method) && method !== 'OPTIONS')) return;
    void reply.header('allow', methods.join(', '));
    if (method === 'OPTIONS') return reply.status(204).send();
    throw new DomainError(
      'method-not-allowed',
      `${path} does not take ${method}, but ${methods.join(', ')}.`,
    );
  });
}
