import { createServer, type Server } from 'node:http';
import { register } from 'prom-client';
import { otelMetricsText } from './otel.js';

/** Answers a request by its path, or null for "not mine". */
export type MetricsRoute = (
  path: string,
) => Promise<{ status: number; type: string; body: string } | null>;

/**
 * Serves `/metrics` (domain metrics and OpenTelemetry's, one text) on a port of its own.
 * @param extra further paths, e.g. the worker's health
 */
export function startMetricsServer(
  host: string,
  port: number,
  extra: MetricsRoute,
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    void answer(path, extra)
      .catch(() => ({ status: 500, type: 'text/plain', body: 'metrics failed' }))
      .then(({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type }).end(body),
      );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function answer(
  path: string,
  extra: MetricsRoute,
): Promise<{ status: number; type: string; body: string }> {
  if (path === '/metrics') {
    return {
      status: 200,
      type: register.contentType,
      body: `${await register.metrics()}\n${await otelMetricsText()}`,
    };
  }
  return (await extra(path)) ?? { status: 404, type: 'text/plain', body: 'not found' };
}
