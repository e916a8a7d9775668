import { describe, expect, it } from '@jest/globals';
import {
  durationParts,
  eventNoun,
  isLowVolume,
  orderedThresholds,
  sliDigits,
  targetPercentile,
  thresholdQuantity,
} from './objective.js';

describe('objective words', () => {
  it('reads durations', () => {
    expect(durationParts('30d')).toEqual([[30, 'd']]);
    expect(durationParts('1d12h')).toEqual([
      [1, 'd'],
      [12, 'h'],
    ]);
    expect(durationParts('soon')).toEqual([]);
  });
  it('shows an SLI with two digits more than its target', () => {
    expect(sliDigits('99.9')).toBe(3);
    expect(sliDigits('95')).toBe(2);
    expect(sliDigits('99.95')).toBe(4);
  });
  it('writes thresholds in their natural unit, without float noise', () => {
    expect(thresholdQuantity(0.2, 'en')).toBe('200\u202fms');
    expect(thresholdQuantity(0.45, 'de')).toBe('450\u202fms');
    expect(thresholdQuantity(2, 'en')).toBe('2\u202fs');
    expect(targetPercentile('99.9', 'de')).toBe('p99,9');
  });
  it('puts the everyday regime first', () => {
    const thresholds = [
      { regime: 'peak', seconds: 0.45 },
      { regime: 'normal', seconds: 0.2 },
    ];
    const names = orderedThresholds({
      kind: 'latency',
      target: '95',
      window: { kind: 'rolling', duration: '30d' },
      thresholds,
    });
    expect(names.map(({ regime }) => regime)).toEqual(['normal', 'peak']);
  });
  it('names events after their subject', () => {
    expect(eventNoun('service')).toBe('requests');
    expect(eventNoun('data-store')).toBe('events');
  });
  it('notices when one bad event is too many', () => {
    expect(isLowVolume({ total: 500, budget: { allowedBad: 0.5 } })).toBe(true);
    expect(isLowVolume({ total: 5000, budget: { allowedBad: 5 } })).toBe(false);
    expect(isLowVolume(null)).toBe(false);
  });
});
