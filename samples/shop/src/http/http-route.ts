import { context, createContextKey } from '@opentelemetry/api';

/** The key under which OpenTelemetry's HTTP instrumentation keeps what it knows of the request being served. */
const RPC_METADATA = createContextKey('OpenTelemetry SDK Context Key RPC_METADATA');

/**
 * Tells the instrumentation which route template serves the current request, so that the metric carries
 * `http.route`. Web frameworks' instrumentations do the same; a bare `node:http` server has to say it itself.
 */
export function setHttpRoute(route: string): void {
  const metadata = context.active().getValue(RPC_METADATA);
  if (typeof metadata === 'object' && metadata !== null) Object.assign(metadata, { route });
}
