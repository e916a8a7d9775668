import { register } from 'prom-client';
import type { MetricFamily, MetricSample, MetricType } from './metric-family.js';

interface ReadValue {
  readonly value: number;
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  /** of a histogram's parts: with their suffix */
  readonly metricName?: string;
}

const UNIT = /_(seconds|bytes|ratio)$/;

/** @returns the metrics that are declared with prom-client, ours and those of the process */
export async function domainFamilies(): Promise<MetricFamily[]> {
  const metrics = await register.getMetricsAsJSON();
  return metrics.map(({ name: declared, type, help, values }) => {
    const name = declared.replace(/_total$/, '');
    return {
      name,
      type: String(type) as MetricType,
      help,
      unit: UNIT.exec(name)?.[1] ?? '',
      samples: (values as readonly ReadValue[]).map((read) => sampleOf(read, declared)),
    };
  });
}

function sampleOf({ value, labels, metricName }: ReadValue, declared: string): MetricSample {
  return {
    suffix: metricName?.slice(declared.length) ?? '',
    labels: Object.fromEntries(
      Object.entries(labels).map(([key, text]) => [key, String(text ?? '')]),
    ),
    value,
  };
}
