/** Kinds of metrics that both text formats know. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';

/** One line of a family. */
export interface MetricSample {
  /** what stands after the family's name, e.g. `_bucket`; without the `_total` of a counter */
  readonly suffix: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with all its series, wherever it was counted. */
export interface MetricFamily {
  /** without the `_total` of a counter, with its unit */
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** a base unit that ends the name, e.g. `seconds`; empty = none */
  readonly unit: string;
  /** series by series: those of one histogram stand together */
  readonly samples: readonly MetricSample[];
}

/** Media type of the text format of Prometheus. */
export const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';
/** Media type of OpenMetrics. */
export const OPENMETRICS_TEXT = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
export type MetricsFormat = typeof PROMETHEUS_TEXT | typeof OPENMETRICS_TEXT;

/**
 * Writes metrics down, each name once: of two families of one name the first counts.
 * @returns the text in `format`, with its last line break
 */
export function metricsText(families: readonly MetricFamily[], format: MetricsFormat): string {
  const seen = new Set<string>();
  const texts = families.flatMap((family) => {
    if (seen.has(family.name)) return [];
    seen.add(family.name);
    return [format === OPENMETRICS_TEXT ? openMetrics(family) : prometheus(family)];
  });
  return `${texts.join('')}${format === OPENMETRICS_TEXT ? '# EOF\n' : ''}`;
}

function prometheus({ name, type, help, samples }: MetricFamily): string {
  const called = type === 'counter' ? `${name}_total` : name;
  const kind = type === 'unknown' ? 'untyped' : type;
  const head = `# HELP ${called} ${escaped(help)}\n# TYPE ${called} ${kind}\n`;
  return head + samples.map((sample) => line(called, sample, sample.labels)).join('');
}

function openMetrics({ name, type, help, unit, samples }: MetricFamily): string {
  const called = type === 'counter' ? `${name}_total` : name;
  const unitLine = unit ? `# UNIT ${name} ${unit}\n` : '';
  const head = `# TYPE ${name} ${type}\n${unitLine}# HELP ${name} ${quoted(help)}\n`;
  return head + samples.map((sample) => line(called, sample, withFloats(sample.labels))).join('');
}

function line(
  name: string,
  { suffix, value }: MetricSample,
  labels: Readonly<Record<string, string>>,
): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${quoted(text)}"`);
  const braces = pairs.length > 0 ? `{${pairs.join(',')}}` : '';
  return `${name}${suffix}${braces} ${number(value)}\n`;
}

/** Bounds of buckets and quantiles are floats in OpenMetrics: `1.0`, not `1`. */
function withFloats(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, text]) =>
      (key === 'le' || key === 'quantile') && /^-?\d+$/.test(text)
        ? [key, `${text}.0`]
        : [key, text],
    ),
  );
}

function number(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const quoted = (text: string) => escaped(text).replaceAll('"', '\\"');
