import { DataPointType, InstrumentType, type MetricData } from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from '@jest/globals';
import {
  OPENMETRICS_TEXT,
  PROMETHEUS_TEXT,
  metricsText,
  type MetricFamily,
} from './metric-family.js';
import { familyOf } from './otel.js';

const point = { startTime: [0, 0], endTime: [1, 0], attributes: { 'http.route': '/a"b' } } as const;
const duration = {
  descriptor: {
    name: 'http.server.request.duration',
    description: 'Duration of "requests"',
    unit: 's',
    type: InstrumentType.HISTOGRAM,
  },
  dataPointType: DataPointType.HISTOGRAM,
  dataPoints: [
    {
      ...point,
      value: { count: 3, sum: 7.5, buckets: { boundaries: [0.5, 1], counts: [1, 1, 1] } },
    },
  ],
} as unknown as MetricData;

const counted = (name: string, unit: string, isMonotonic: boolean): MetricData =>
  ({
    descriptor: { name, description: name, unit, type: InstrumentType.COUNTER },
    dataPointType: DataPointType.SUM,
    isMonotonic,
    dataPoints: [{ ...point, attributes: {}, value: 2 }],
  }) as unknown as MetricData;

const events: MetricFamily = {
  name: 'leitstand_events',
  type: 'counter',
  help: 'Events',
  unit: '',
  samples: [{ suffix: '', labels: { outcome: 'failed' }, value: 0 }],
};

describe('the text of metrics', () => {
  it('gives a duration of OpenTelemetry its unit, in the text format', () => {
    expect(metricsText([familyOf(duration)], PROMETHEUS_TEXT)).toBe(
      String.raw`# HELP http_server_request_duration_seconds Duration of "requests"
# TYPE http_server_request_duration_seconds histogram
http_server_request_duration_seconds_bucket{http_route="/a\"b",le="0.5"} 1
http_server_request_duration_seconds_bucket{http_route="/a\"b",le="1"} 2
http_server_request_duration_seconds_bucket{http_route="/a\"b",le="+Inf"} 3
http_server_request_duration_seconds_sum{http_route="/a\"b"} 7.5
http_server_request_duration_seconds_count{http_route="/a\"b"} 3
`,
    );
  });

  it('is OpenMetrics with units, float bounds, families without _total, and an end', () => {
    const text = metricsText([familyOf(duration), events], OPENMETRICS_TEXT);
    expect(text).toContain('# UNIT http_server_request_duration_seconds seconds\n');
    expect(text).toContain(
      String.raw`# HELP http_server_request_duration_seconds Duration of \"req`,
    );
    expect(text).toContain('le="1.0"} 2\n');
    expect(text).toContain('# TYPE leitstand_events counter\n');
    expect(text).toContain('leitstand_events_total{outcome="failed"} 0\n# EOF\n');
  });

  it.each([
    ['nodejs.eventloop.time', 's', true, 'nodejs_eventloop_time_seconds', 'counter'],
    ['v8js.memory.heap.used', 'By', false, 'v8js_memory_heap_used_bytes', 'gauge'],
    ['nodejs.eventloop.utilization', '1', false, 'nodejs_eventloop_utilization_ratio', 'gauge'],
    ['db.client.connection.open', '{connection}', false, 'db_client_connection_open', 'gauge'],
  ])('names %s in %s', (name, unit, isMonotonic, expected, type) => {
    expect(familyOf(counted(name, unit, isMonotonic))).toMatchObject({ name: expected, type });
  });

  it('holds each name once: a second family of a name would make a scrape fail', () => {
    expect(metricsText([events, events], OPENMETRICS_TEXT).match(/# TYPE/g)).toHaveLength(1);
  });
});
