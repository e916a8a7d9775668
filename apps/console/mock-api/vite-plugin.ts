import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { runnerImport } from 'vite';
import type { Connect, Plugin } from 'vite';
import type * as mock from './server.js';

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? 'GET';
  const body =
    method === 'GET' || method === 'HEAD' || chunks.length === 0
      ? undefined
      : Buffer.concat(chunks);
  return new Request(new URL(incoming.url ?? '/', 'http://mock.local'), { method, headers, body });
}

async function answer(
  server: mock.MockServer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next: () => void,
): Promise<void> {
  const response = await server.handle(await toRequest(incoming));
  if (response === null) return next();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null) outgoing.end();
  else {
    const body = Readable.fromWeb(response.body as NodeReadableStream);
    outgoing.on('close', () => body.destroy()); // an event stream ends with its reader
    body.on('error', () => outgoing.end()).pipe(outgoing);
  }
  return undefined;
}

/** Whoever sends a cookie `mock-world` has an API of their own; everybody else shares one. */
function middleware(
  createMockServer: (typeof mock)['createMockServer'],
): Connect.NextHandleFunction {
  const worlds = new Map<string, mock.MockServer>();
  const worldOf = ({ headers }: IncomingMessage): mock.MockServer => {
    const name = /(?:^|;\s*)mock-world=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    const world = worlds.get(name) ?? createMockServer();
    worlds.set(name, world);
    return world;
  };
  return (incoming, outgoing, next) => {
    const url = new URL(incoming.url ?? '/', 'http://mock.local');
    const variants = url.searchParams.get('mock');
    if (variants !== null)
      outgoing.setHeader(
        'set-cookie',
        `mock=${encodeURIComponent(variants)}; Path=/; SameSite=Lax`,
      );
    if (!url.pathname.startsWith('/api/')) return next();
    answer(worldOf(incoming), incoming, outgoing, next).catch(next);
  };
}

/**
 * Serves the mock API beside the console: from its sources (`vite --mode mock`) or as it was built (`vite preview --mode mock`).
 * `?mock=failing:/audit` in a page's address chooses variants for the tab; `?mock=` ends it.
 */
export function mockApi(): Plugin {
  return {
    name: 'leitstand-mock-api',
    apply: 'serve',
    // Loaded by the server, not with the configuration: only there is `#slo` known, and a build must not need the mock API.
    async configureServer(vite) {
      const { createMockServer } = (await vite.ssrLoadModule('/mock-api/server.ts')) as typeof mock;
      vite.middlewares.use(middleware(createMockServer));
    },
    async configurePreviewServer({ config, middlewares }) {
      const { module } = await runnerImport<typeof mock>(`${config.root}/mock-api/server.ts`, {
        root: config.root,
        environments: { inline: { resolve: { conditions: ['leitstand-source'], external: [] } } },
      });
      middlewares.use(middleware(module.createMockServer));
    },
  };
}
