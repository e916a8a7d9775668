import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
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
  else
    Readable.fromWeb(response.body as NodeReadableStream)
      .on('error', () => outgoing.end())
      .pipe(outgoing);
  return undefined;
}

/** Serves the mock API from the dev server. `?mock=failing:/audit` in a page's address chooses variants for the tab; `?mock=` ends it. */
export function mockApi(): Plugin {
  return {
    name: 'leitstand-mock-api',
    apply: 'serve',
    async configureServer(vite) {
      // Loaded by the dev server, not with the configuration: only there is `#slo` known, and a build must not need the mock API.
      const { createMockServer } = (await vite.ssrLoadModule('/mock-api/server.ts')) as typeof mock;
      const server = createMockServer();
      vite.middlewares.use((incoming, outgoing, next) => {
        const url = new URL(incoming.url ?? '/', 'http://mock.local');
        const variants = url.searchParams.get('mock');
        if (variants !== null)
          outgoing.setHeader(
            'set-cookie',
            `mock=${encodeURIComponent(variants)}; Path=/; SameSite=Lax`,
          );
        if (!url.pathname.startsWith('/api/')) return next();
        answer(server, incoming, outgoing, next).catch(next);
      });
    },
  };
}
