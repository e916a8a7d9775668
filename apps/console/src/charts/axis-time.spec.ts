import { describe, expect, it } from '@jest/globals';
import { timeLabels } from './axis-time.js';

const at = (text: string): number => Date.parse(text) / 1000;

describe('timeLabels', () => {
  it('names days when ticks are days apart', () => {
    expect(timeLabels([at('2026-11-01T00:00:00Z')], 86_400, 'UTC', 'en')).toEqual(['1 Nov']);
    expect(timeLabels([at('2026-11-01T00:00:00Z')], 86_400, 'UTC', 'de')).toEqual(['1. Nov.']);
  });
  it('names hours in the zone and the date at local midnight', () => {
    const ticks = [at('2026-11-01T22:00:00Z'), at('2026-11-01T23:00:00Z')];
    expect(timeLabels(ticks, 3600, 'Europe/Berlin', 'en')).toEqual(['23:00', '2 Nov']);
  });
});
