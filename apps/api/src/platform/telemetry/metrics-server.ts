import { createServer, type Server } from 'node:http';
import { domainFamilies } from './domain-families.js';
import { metricsText } from './metric-family.js';
import { metricsFormat } from './metrics-format.js';
import { otelFamilies } from './otel.js';

interface MetricsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Answers a request by its path, or null for "not mine". */
export type MetricsRoute = (path: string) => Promise<MetricsAnswer | null>;

/**
 * Serves `/metrics` (domain metrics and OpenTelemetry's, one text) on a port of its own, as OpenMetrics for whoever asks for it.
 * @param extra further paths, e.g. the worker's health
 */
export function startMetricsServer(
  host: string,
  port: number,
  extra: MetricsRoute,
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    void answer(path, request.headers.accept, extra)
      .catch(() => ({ status: 500, type: 'text/plain', body: 'metrics failed' }))
      .then(({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, vary: 'accept' }).end(body),
      );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function answer(
  path: string,
  accept: string | undefined,
  extra: MetricsRoute,
): Promise<MetricsAnswer> {
  if (path === '/metrics') {
    const families = [...(await domainFamilies()), ...(await otelFamilies())];
    const type = metricsFormat(accept);
    return { status: 200, type, body: metricsText(families, type) };
  }
  return (await extra(path)) ?? { status: 404, type: 'text/plain', body: 'not found' };
}
