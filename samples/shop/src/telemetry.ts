import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';

import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  AggregationType,
  createAllowListAttributesProcessor,
  type ViewOptions,
} from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';

import { BUCKETS_SECONDS } from './buckets.js';

/** A running OpenTelemetry set-up. */
export interface Telemetry {
  shutdown(): Promise<void>;
}

/**
 * Starts metrics with OpenTelemetry and serves them for Prometheus on 127.0.0.1.
 * @param isMeasured says whether an incoming request counts; the metrics server itself goes through it too
 * @throws when the port is taken
 */
export async function startTelemetry(
  metricsPort: number,
  isMeasured: (request: IncomingMessage) => boolean,
): Promise<Telemetry> {
  // Without these the SDK sends traces and logs to a collector that is not there, and rejects on shutdown.
  process.env['OTEL_TRACES_EXPORTER'] ??= 'none';
  process.env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const exporter = new PrometheusExporter({
    host: '127.0.0.1',
    port: metricsPort,
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
  });
  const sdk = new NodeSDK({
    serviceName: 'shop',
    autoDetectResources: false,
    metricReaders: [exporter],
    views: views(),
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: (request) => !isMeasured(request),
        disableOutgoingRequestInstrumentation: true,
      }),
      new UndiciInstrumentation(),
      new RuntimeNodeInstrumentation(),
    ],
  });
  sdk.start();
  // The patch is applied when `http` is required; an ES import of a built-in module would not trigger it.
  createRequire(import.meta.url)('http');
  await exporter.startServer();
  return sdk;
}

function views(): ViewOptions[] {
  return [
    histogram('http.server.request.duration', 'Duration of HTTP server requests.', [
      'http.route',
      'http.request.method',
      'http.response.status_code',
    ]),
    histogram('http.client.request.duration', 'Duration of HTTP client requests.', [
      'server.address',
      'http.request.method',
      'http.response.status_code',
      'error.type',
    ]),
  ];
}

function histogram(instrumentName: string, description: string, attributes: string[]): ViewOptions {
  return {
    instrumentName,
    description,
    attributesProcessors: [createAllowListAttributesProcessor(attributes)],
    aggregation: {
      type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM,
      options: { boundaries: BUCKETS_SECONDS },
    },
  };
}
