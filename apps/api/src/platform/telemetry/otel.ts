import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';

/** OpenTelemetry's metrics of this process; read by the metrics server, no server of its own. */
export const otelMetrics = new PrometheusExporter({
  preventServerStart: true,
  withoutTargetInfo: true,
});

/** @returns the metrics in the Prometheus text format, empty when OpenTelemetry was not preloaded */
export async function otelMetricsText(): Promise<string> {
  try {
    const { resourceMetrics } = await otelMetrics.collect();
    return new PrometheusSerializer(undefined, false, undefined, true, true).serialize(
      resourceMetrics,
    );
  } catch {
    return '';
  }
}
