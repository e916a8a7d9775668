import { describe, expect, it } from '@jest/globals';
import { fieldOf, guidedDocument, startValues, withSubject } from './slo-guided-values.js';
import { readYaml, toYaml } from './slo-yaml.js';

const values = { ...startValues('shop'), name: 'Shop availability', slug: 'shop-availability' };

describe('guidedDocument', () => {
  it('makes a document that the rules accept, for both kinds and a peak regime', () => {
    for (const change of [
      {},
      { kind: 'latency' as const, target: '95' },
      { kind: 'latency' as const, target: '95', peak: true },
    ]) {
      expect(readYaml(toYaml(guidedDocument({ ...values, ...change }))).problems).toEqual([]);
    }
  });
  it('reads targets as people type them and leaves empty fields out', () => {
    const document = guidedDocument({ ...values, target: '99,95 %' });
    expect(document.spec.target).toBe('99.95');
    expect(Object.keys(document.spec)).toEqual(['subject', 'target', 'window', 'indicator']);
  });
  it('keeps the zone of a calendar window', () => {
    expect(guidedDocument({ ...values, window: 'month@Europe/Berlin' }).spec.window).toEqual({
      calendar: 'month',
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('withSubject', () => {
  it('moves proposed selectors along but not typed ones', () => {
    const moved = withSubject({ ...values, bad: 'mine_total' }, 'checkout');
    expect(moved.total).toContain('job="checkout"');
    expect(moved.bad).toBe('mine_total');
  });
});

describe('fieldOf', () => {
  it('finds the field a path belongs to', () => {
    expect(fieldOf('spec.indicator.latency.regimes[0].threshold', { ...values, peak: true })).toBe(
      'peakThreshold',
    );
    expect(fieldOf('spec.indicator.latency.regimes[0].threshold', values)).toBe('threshold');
    expect(fieldOf('spec.target', values)).toBe('target');
    expect(fieldOf('spec.birth', values)).toBeNull();
  });
});
