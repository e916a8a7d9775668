import { createServer, type IncomingMessage, type Server } from 'node:http';
import { domainFamilies } from './domain-families.js';
import { metricsText } from './metric-family.js';
import { metricsRefusal } from './metrics-access.js';
import { metricsFormat } from './metrics-format.js';
import { otelFamilies } from './otel.js';

interface MetricsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request by its path, or null for "not mine". */
export type MetricsRoute = (path: string) => Promise<MetricsAnswer | null>;

export interface MetricsServerOptions {
  readonly host: string;
  readonly port: number;
  /** whoever asks for `/metrics` must bring it; undefined = only this machine is answered */
  readonly token: string | undefined;
  /** further paths, open to everybody, e.g. the worker's health */
  readonly extra: MetricsRoute;
}

/**
 * Serves `/metrics` (domain metrics and OpenTelemetry's, one text) on a port of its own, as OpenMetrics for whoever asks for it. They
 * name objectives and budgets of every territory: whoever may not see those gets none.
 */
export function startMetricsServer(options: MetricsServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, options)
      .catch((): MetricsAnswer => plain(500, 'metrics failed'))
      .then(({ status, type, body, headers }) =>
        response.writeHead(status, { 'content-type': type, vary: 'accept', ...headers }).end(body),
      );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve(server));
  });
}

async function answer(
  request: IncomingMessage,
  { token, extra }: MetricsServerOptions,
): Promise<MetricsAnswer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path !== '/metrics') return (await extra(path)) ?? plain(404, 'not found');
  const { remoteAddress, localAddress } = request.socket;
  const { authorization, accept } = request.headers;
  const refusal = metricsRefusal({ remoteAddress, localAddress, authorization }, token);
  if (refusal)
    return {
      ...plain(refusal.status, refusal.says),
      ...(refusal.status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
    };
  const families = [...(await domainFamilies()), ...(await otelFamilies())];
  const type = metricsFormat(accept);
  return { status: 200, type, body: metricsText(families, type) };
}

function plain(status: number, body: string): MetricsAnswer {
  return { status, type: 'text/plain', body };
}
