import { describe, expect, it } from '@jest/globals';
import { exportsOf, serviceOf } from './exports.js';

describe('what the environment says of OpenTelemetry', () => {
  it.each([
    [{}, null],
    [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' }, null],
    [{ OTEL_SDK_DISABLED: 'true', OTEL_TRACES_EXPORTER: 'otlp' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' }, 'http://otel:4318'],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://tempo/v1/traces',
      },
      'http://tempo/v1/traces',
    ],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318'],
    [{ OTEL_TRACES_EXPORTER: 'console' }, 'console'],
  ])('sends the spans of %j to %s', (env, traces) => {
    expect(exportsOf(env).traces).toBe(traces);
  });

  it('is not ignored in silence where it is not done', () => {
    const { refused } = exportsOf({ OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'otlp' });
    expect(refused).toEqual([
      'OTEL_METRICS_EXPORTER=otlp is not supported. Metrics are scraped from /metrics.',
      'OTEL_LOGS_EXPORTER=otlp is not supported. Logs are lines on standard output.',
    ]);
    const done = { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_LOGS_EXPORTER: 'none' };
    expect(exportsOf(done).refused).toEqual([]);
  });

  it.each([
    ['/srv/dist/apps/api/src/main.js', 'leitstand-api'],
    ['/srv/dist/apps/api/src/worker.js', 'leitstand-worker'],
    [undefined, 'leitstand-api'],
  ])('a program is a service of its own: %s', (program, service) => {
    expect(serviceOf(program)).toBe(service);
  });
});
