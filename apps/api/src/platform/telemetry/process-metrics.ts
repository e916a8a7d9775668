import { collectDefaultMetrics, register, Registry } from 'prom-client';

/** Publishes `process_*` as every Prometheus client does; what the runtime itself is about comes from OpenTelemetry. */
export function publishProcessMetrics(): void {
  const standard = new Registry();
  collectDefaultMetrics({ register: standard });
  for (const { name } of standard.getMetricsAsArray()) {
    const metric = standard.getSingleMetric(name);
    if (metric && name.startsWith('process_') && !register.getSingleMetric(name))
      register.registerMetric(metric);
  }
}
