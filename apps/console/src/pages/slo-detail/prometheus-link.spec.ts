import { describe, expect, it } from '@jest/globals';
import { prometheusLink } from './prometheus-link.js';

describe('prometheusLink', () => {
  it('carries the whole expression, behind whatever path Prometheus stands', () => {
    const link = new URL(
      prometheusLink('https://example.org/prometheus/', 'a{b="c"} > 1\n  and\nd') ?? '',
    );
    expect(link.pathname).toBe('/prometheus/graph');
    expect(link.searchParams.get('g0.expr')).toBe('a{b="c"} > 1\n  and\nd');
  });
  it('never carries a login', () => {
    expect(prometheusLink('http://admin:secret@127.0.0.1:9090', 'up')).toMatch(
      /^http:\/\/127\.0\.0\.1:9090\/graph\?/,
    );
  });
  it('is nothing for an address that is none', () => {
    expect(prometheusLink('prometheus', 'up')).toBeNull();
    expect(prometheusLink('javascript:alert(1)', 'up')).toBeNull();
  });
});
