import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import {
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
} from '@opentelemetry/sdk-metrics';
import type { MetricFamily, MetricSample, MetricType } from './metric-family.js';

/** OpenTelemetry's metrics of this process; read by the metrics server, no server of its own. */
export const otelMetrics = new PrometheusExporter({ preventServerStart: true });

/** Units of UCUM as Prometheus writes them; annotations like `{request}` are none. */
const UNITS: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes' };

/** @returns the metrics of OpenTelemetry, none when it was not preloaded */
export async function otelFamilies(): Promise<MetricFamily[]> {
  try {
    const { resourceMetrics } = await otelMetrics.collect();
    return resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics.map(familyOf));
  } catch {
    return [];
  }
}

/**
 * A metric of OpenTelemetry under the name that its specification gives it in Prometheus: `http.server.request.duration` in `s` is
 * `http_server_request_duration_seconds`. https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics
 */
export function familyOf(metric: MetricData): MetricFamily {
  const { descriptor } = metric;
  const type = typeOf(metric);
  const unit =
    descriptor.unit === '1' && type === 'gauge' ? 'ratio' : (UNITS[descriptor.unit] ?? '');
  const plain = sanitized(descriptor.name).replace(/_total$/, '');
  return {
    name: unit && !plain.endsWith(`_${unit}`) ? `${plain}_${unit}` : plain,
    type,
    help: descriptor.description,
    unit,
    samples: samplesOf(metric),
  };
}

function typeOf(metric: MetricData): MetricType {
  if (metric.dataPointType === DataPointType.HISTOGRAM) return 'histogram';
  if (metric.dataPointType === DataPointType.GAUGE) return 'gauge';
  if (metric.dataPointType !== DataPointType.SUM) return 'unknown';
  return metric.isMonotonic ? 'counter' : 'gauge';
}

function samplesOf(metric: MetricData): MetricSample[] {
  switch (metric.dataPointType) {
    case DataPointType.SUM:
    case DataPointType.GAUGE:
      return metric.dataPoints.map((point) => ({
        suffix: '',
        labels: labelsOf(point),
        value: point.value,
      }));
    case DataPointType.HISTOGRAM:
      return metric.dataPoints.flatMap((point) => bucketsOf(point.value, labelsOf(point)));
    default:
      return []; // an exponential histogram is no text
  }
}

function bucketsOf(histogram: Histogram, labels: Readonly<Record<string, string>>): MetricSample[] {
  const { boundaries, counts } = histogram.buckets;
  let sum = 0;
  const below = boundaries.filter(Number.isFinite).map((bound, index) => {
    sum += counts[index] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: sum };
  });
  return [
    ...below,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: histogram.count },
    ...(histogram.sum === undefined ? [] : [{ suffix: '_sum', labels, value: histogram.sum }]),
    { suffix: '_count', labels, value: histogram.count },
  ];
}

function labelsOf({ attributes }: DataPoint<unknown>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      sanitized(key),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const sanitized = (name: string) =>
  name.replaceAll(/[^a-zA-Z0-9_]+/g, '_').replaceAll(/_{2,}/g, '_');
