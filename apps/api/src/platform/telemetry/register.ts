/** Preloaded with `node --import`: starts OpenTelemetry before anything that it instruments is loaded. */
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { buildVersion } from './build-info.js';
import { exportsOf, serviceOf } from './exports.js';
import { otelMetrics } from './otel.js';
import { secretPaths } from './secret-paths.js';
import { noteExports } from './tell-exports.js';

// Without a collector the OTLP defaults would fail at every flush; spans then live only for the ids in the logs, and nothing else of them is
// written down.
const exported = exportsOf(process.env);
const { traces } = exported;
if (traces === null) {
  process.env.OTEL_TRACES_EXPORTER = 'none';
  process.env.OTEL_TRACES_SAMPLER = 'always_off';
}
process.env.OTEL_LOGS_EXPORTER = 'none';
process.env.OTEL_METRICS_EXPORTER = 'none';
process.env.OTEL_SERVICE_NAME ??= serviceOf(process.argv[1]);
const version = buildVersion(process.env.LEITSTAND_REVISION);
noteExports(exported, `${process.env.OTEL_SERVICE_NAME} ${version}`);
process.env.OTEL_RESOURCE_ATTRIBUTES = [
  `service.version=${version},service.namespace=leitstand`,
  process.env.OTEL_RESOURCE_ATTRIBUTES ?? [],
]
  .flat()
  .join(',');

// Only what is instrumented passes through the hook: wrapping every module would double the time to start.
register({
  include: ['http', 'node:http', 'https', 'node:https', 'pg', 'ioredis', 'undici', 'pino'],
});

/** Spans go nowhere, but they exist: their ids tie log lines together. */
const idsOnly = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

const sdk = new NodeSDK({
  metricReaders: [otelMetrics],
  // In Prometheus `_count` ends the name of a histogram's part only.
  views: [{ instrumentName: 'db.client.connection.count', name: 'db.client.connection.open' }],
  ...(traces === null ? { spanProcessors: [idsOnly] } : {}),
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: (request) =>
        /^\/(livez|readyz|healthz|metrics)/.test(request.url ?? ''),
      // An address that is a secret is told to no collector either.
      requestHook: (span, request) => {
        if ('url' in request && request.url) span.setAttributes(secretPaths(request.url));
      },
    }),
    new PgInstrumentation(),
    new IORedisInstrumentation(),
    new UndiciInstrumentation(),
    new PinoInstrumentation(),
    new RuntimeNodeInstrumentation(),
  ],
});
sdk.start();
