import { describe, expect, it } from '@jest/globals';
import { selectorsOf } from './selectors.js';

const latency = (histogram: string) => ({ latency: { histogram, regimes: [] } });
const at = (...seconds: number[]) => seconds.map((one) => ({ regime: 'normal', seconds: one }));

describe('selectorsOf', () => {
  it('asks a histogram for its count and for the bucket of each threshold', () => {
    expect(
      selectorsOf(latency('http_server_request_duration{job="shop"}'), at(0.06, 0.45)),
    ).toEqual([
      'http_server_request_duration_count{job="shop"}',
      'http_server_request_duration_bucket{job="shop",le="0.06"}',
      'http_server_request_duration_bucket{job="shop",le="0.45"}',
    ]);
  });
  it('finds a whole boundary however it is written, and asks for each once', () => {
    expect(selectorsOf(latency('d_seconds'), at(1, 1))).toEqual([
      'd_seconds_count',
      'd_seconds_bucket{le=~"1|1\\\\.0"}',
    ]);
    expect(selectorsOf(latency('d_seconds{}'), at(2))[0]).toBe('d_seconds_count');
  });
  it('lists both counters of a ratio', () => {
    expect(selectorsOf({ ratio: { total: 'a', good: 'b' } }, [])).toEqual(['a', 'b']);
  });
});
