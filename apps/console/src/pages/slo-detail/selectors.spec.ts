import { describe, expect, it } from '@jest/globals';
import { selectorsOf } from './selectors.js';

describe('selectorsOf', () => {
  it('asks a histogram for its count', () => {
    const latency = { histogram: 'http_server_request_duration{job="shop"}', regimes: [] };
    expect(selectorsOf({ latency })).toEqual(['http_server_request_duration_count{job="shop"}']);
  });
  it('lists both counters of a ratio', () => {
    expect(selectorsOf({ ratio: { total: 'a', good: 'b' } })).toEqual(['a', 'b']);
  });
});
