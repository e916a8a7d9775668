import { describe, expect, it } from '@jest/globals';
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from './metric-family.js';
import { metricsFormat } from './metrics-format.js';

describe('the format of /metrics', () => {
  it.each([
    [
      'Prometheus as it comes',
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,' +
        'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    ],
    ['whoever names nothing else', 'application/openmetrics-text'],
    ['whoever likes both the same', 'text/plain, application/openmetrics-text; version="1.0.0"'],
  ])('is OpenMetrics for %s', (_, accept) => {
    expect(metricsFormat(accept)).toBe(OPENMETRICS_TEXT);
  });

  it.each([
    ['nobody who asks', undefined],
    ['curl', '*/*'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    [
      'whoever likes plain text better',
      'text/plain;version=0.0.4, application/openmetrics-text;q=0.5',
    ],
    ['whoever refuses OpenMetrics', 'application/openmetrics-text;q=0, */*;q=0.1'],
    ['a version that we do not write', 'application/openmetrics-text;version=2.0.0,*/*;q=0.1'],
    ['a quality that is no number', 'application/openmetrics-text;q=much'],
    ['what we have not', 'image/png'],
  ])('is the text of Prometheus for %s', (_, accept) => {
    expect(metricsFormat(accept)).toBe(PROMETHEUS_TEXT);
  });
});
