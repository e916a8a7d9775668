import { createServer, type IncomingMessage, type Server } from 'node:http';
import { repeatedHeader } from '../kernel/repeated-headers.js';
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

const METHODS = ['GET', 'HEAD'];

/** Answers a request by its path, or null for "not mine". */
export type MetricsRoute = (path: string) => Promise<MetricsAnswer | null>;

export interface MetricsServerOptions {
  readonly host: string;
  readonly port: number;
  /** whoever asks for `/metrics` must bring it; undefined = only this machine is answered */
  readonly token: string | undefined;
  /** by which this machine is asked, beside the host and loopback */
  readonly names: readonly string[];
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
  { host, names, token, extra }: MetricsServerOptions,
): Promise<MetricsAnswer> {
  const repeated = repeatedHeader(request.rawHeaders);
  if (repeated !== null) return plain(400, `${repeated} must be sent once in a request`);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const further = path === '/metrics' ? null : await extra(path);
  if (path !== '/metrics' && further === null) return plain(404, 'not found');
  if (!METHODS.includes(request.method ?? ''))
    return {
      ...plain(405, `${path} takes ${METHODS.join(' and ')} only`),
      headers: { allow: METHODS.join(', ') },
    };
  if (further !== null) return further;
  const { remoteAddress, localAddress } = request.socket;
  const { headers } = request;
  const reader = { remoteAddress, localAddress, headers };
  const refusal = metricsRefusal(reader, token, [host, ...names]);
  if (refusal)
    return {
      ...plain(refusal.status, refusal.says),
      ...(refusal.status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
    };
  const families = [...(await domainFamilies()), ...(await otelFamilies())];
  const type = metricsFormat(headers.accept);
  return { status: 200, type, body: metricsText(families, type) };
}

function plain(status: number, body: string): MetricsAnswer {
  return { status, type: 'text/plain', body };
}
