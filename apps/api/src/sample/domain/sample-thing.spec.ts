import { describe, expect, it } from '@jest/globals';
import { edited, untouched, type SampleThing } from './sample-thing.js';

const things: SampleThing[] = [
  { noun: 'team', slug: 'shop', version: 1 },
  { noun: 'subject', slug: 'shop', version: 2 },
  { noun: 'escalation policy', slug: 'sample-de', version: 1 },
  { noun: 'SLO', slug: 'shop-latency', version: 1 },
];

describe('what the sample made', () => {
  it('goes in the order in which nothing needs it any more', () => {
    expect(untouched(things).map(({ noun, slug }) => `${noun} ${slug}`)).toEqual([
      'SLO shop-latency',
      'escalation policy sample-de',
      'team shop',
    ]);
  });

  it('stays where somebody changed it', () => {
    expect(edited(things)).toEqual([{ what: 'subject "shop"', why: 'changed since' }]);
  });
});
