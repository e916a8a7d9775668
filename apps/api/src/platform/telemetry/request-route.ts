import { context, createContextKey } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** Where the HTTP instrumentation keeps what it will say of a request; the key is the one of `@opentelemetry/core`. */
const RPC_METADATA = createContextKey('OpenTelemetry SDK Context Key RPC_METADATA');

/** Tells OpenTelemetry the route's template (`http.route`), so that figures can be told apart by route and never by address. */
export function nameRoutes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const metadata = context.active().getValue(RPC_METADATA) as { route?: string } | undefined;
    if (metadata && request.routeOptions.url) metadata.route = request.routeOptions.url;
    done();
  });
}
