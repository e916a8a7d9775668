import { describe, expect, it } from '@jest/globals';
import { nearest, nearestNumber } from './nearest.js';

describe('what somebody may have meant', () => {
  it.each([
    ['chekout', ['shop', 'checkout', 'payment'], 'checkout'],
    ['http_request_total', ['http_requests_total', 'http_responses_total'], 'http_requests_total'],
    ['hsop', ['shop', 'show'], 'shop'], // two letters that changed places are one fault
    ['Checkout', ['checkout'], 'checkout'],
    ['prod', ['staging', 'production'], 'production'],
    ['production-eu', ['production'], 'production'],
  ])('%s among %j is %s', (word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found);
  });

  it.each([
    ['shop', ['payment', 'billing']],
    ['shop', ['slot']], // two letters of four are more than a third
    ['DE', ['CH', 'AT']],
    ['shop', ['shop']], // that is what was written
    ['shop', []],
  ])('%s among %j is nothing', (word, candidates) => {
    expect(nearest(word, candidates)).toBeNull();
  });

  it('compares ten thousand names while somebody waits', () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `some_metric_of_an_exporter_${i}_total`);
    const since = performance.now();
    expect(nearest('some_metric_of_an_exporter_totl', names)).not.toBeNull();
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

describe('the boundary next to a threshold', () => {
  it.each([
    ['0.45', ['0.25', '0.5', '1', '+Inf'], '0.5'],
    ['10', ['0.25', '0.5', '+Inf'], '0.5'],
  ])('%s among %j is %s', (word, candidates, found) => {
    expect(nearestNumber(word, candidates)).toBe(found);
  });

  it('is none where there is no number', () => {
    expect(nearestNumber('0.45', ['+Inf', ''])).toBeNull();
  });
});
