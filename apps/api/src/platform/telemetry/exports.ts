type Env = Readonly<Record<string, string | undefined>>;

/** What OpenTelemetry is told by the environment, and what is made of it. */
export interface Exports {
  /** where spans go; null = nowhere, they give log lines their ids */
  readonly traces: string | null;
  /** what was asked for and is not done, a sentence each */
  readonly refused: readonly string[];
}

/** The default of OTLP over HTTP, by the specification of its exporters. */
const OTLP_DEFAULT = 'http://localhost:4318';
const METRICS = 'Metrics are scraped from /metrics';
const LOGS = 'Logs are lines on standard output';

const isWanted = (exporter: string | undefined) =>
  exporter !== undefined && exporter !== '' && exporter !== 'none';

/** Reads the `OTEL_*` variables. An exporter that is named without an endpoint sends to the default of its protocol. */
export function exportsOf(env: Env): Exports {
  const endpoint =
    env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? null;
  const named = env['OTEL_TRACES_EXPORTER'];
  const off = named === 'none' || env['OTEL_SDK_DISABLED'] === 'true';
  const traces = endpoint ?? (isWanted(named) ? (named === 'otlp' ? OTLP_DEFAULT : named) : null);
  const refused = [
    ['OTEL_METRICS_EXPORTER', METRICS, env['OTEL_METRICS_EXPORTER'] === 'prometheus'] as const,
    ['OTEL_LOGS_EXPORTER', LOGS, env['OTEL_LOGS_EXPORTER'] === 'console'] as const,
  ].flatMap(([name, instead, isDone]) =>
    isWanted(env[name]) && !isDone ? [`${name}=${env[name]} is not supported. ${instead}.`] : [],
  );
  return { traces: off ? null : (traces ?? null), refused };
}

/** The service of a program, by the file it was started from. */
export function serviceOf(program: string | undefined): string {
  const name = /([\w-]+)\.[jt]s$/.exec(program ?? '')?.[1];
  return name === 'worker' ? 'leitstand-worker' : 'leitstand-api';
}
