import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from './choose-language.js';
import { etag, unchangedSince } from './etag.js';
import { filterEntries, matchRank } from './palette-filter.js';
import type { PaletteEntry } from './palette-filter.js';
import { periodStart, startOfDay } from './period.js';
import { isSlug, slugOf } from './slug.js';

describe('slugs', () => {
  it.each([
    ['Gebühren & Co.', 'gebuehren-co'],
    ['  Café Größe ', 'cafe-groesse'],
    ['***', ''],
    ['a'.repeat(80), 'a'.repeat(63)],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
  it('start and end with a letter or digit', () => {
    expect([
      isSlug('shop'),
      isSlug('a-1'),
      isSlug('-a'),
      isSlug('a-'),
      isSlug('A'),
      isSlug(''),
    ]).toEqual([true, true, false, false, false, false]);
  });
});

describe('the language on screen', () => {
  it('is the first wish that is supported', () => {
    expect(chooseLanguage([null, undefined, 'fr', 'de-CH', 'en'])).toBe('de');
    expect(chooseLanguage(['fr'])).toBe('en');
  });
});

describe('periods', () => {
  const now = new Date('2026-03-29T12:34:56.789Z');
  it('begin at midnight of the zone, also on the day the clocks change', () => {
    expect(startOfDay(now, 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay(now, 'America/Los_Angeles').toISOString()).toBe('2026-03-29T07:00:00.000Z');
    expect(startOfDay(new Date('2026-10-25T22:30:00Z'), 'Europe/Berlin').toISOString()).toBe(
      '2026-10-24T22:00:00.000Z',
    );
  });
  it('reach back to the midnight so many days ago, and stand still all day', () => {
    expect(periodStart('week', now, 'UTC')).toBe('2026-03-22T00:00:00.000Z');
    expect(periodStart('month', new Date('2026-03-29T12:35:10Z'), 'Europe/Berlin')).toBe(
      periodStart('month', now, 'Europe/Berlin'),
    );
    expect(periodStart('today', now, 'UTC')).toBe('2026-03-29T00:00:00.000Z');
  });
});

describe('versions', () => {
  it('have a tag', () => {
    expect(etag(7)).toBe('"7"');
  });
  it('are the condition of a save, and so is that there was none', () => {
    expect(unchangedSince(7)).toEqual({ 'If-Match': '"7"' });
    expect(unchangedSince(null)).toEqual({ 'If-None-Match': '*' });
  });
});

describe('the palette', () => {
  const entry = (label: string, group: string, note?: string): PaletteEntry => ({
    id: label,
    label,
    group,
    run: () => undefined,
    ...(note ? { note } : {}),
  });
  const entries = [
    entry('Subjects', 'Pages'),
    entry('Checkout availability', 'SLOs', 'checkout-availability'),
    entry('Shop latency', 'SLOs', 'shop-latency'),
    entry('Shop', 'Subjects'),
  ];

  it('ranks the same text before the start of a text before the start of a word before the middle', () => {
    expect([
      matchRank('Shop', 'shop'),
      matchRank('Shop latency', 'sho'),
      matchRank('Shop latency', 'lat'),
      matchRank('Shop latency', 'op'),
      matchRank('Shop', 'x'),
    ]).toEqual([-1, 0, 1, 2, null]);
  });
  it('needs every word and puts the best group first', () => {
    expect(filterEntries(entries, 'shop lat', 10).map(({ label }) => label)).toEqual([
      'Shop latency',
    ]);
    expect(filterEntries(entries, 'shop', 10).map(({ label }) => label)).toEqual([
      'Shop',
      'Shop latency',
    ]);
    expect(filterEntries(entries, 'checkout-a', 10).map(({ label }) => label)).toEqual([
      'Checkout availability',
    ]);
  });
  it('shows everything, up to the limit, when nothing is typed', () => {
    expect(filterEntries(entries, ' ', 2)).toHaveLength(2);
  });
});
