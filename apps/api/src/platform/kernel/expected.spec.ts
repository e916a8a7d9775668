import { describe, expect, it } from '@jest/globals';
import { ANY, assertExpected, type Expected } from './expected.js';

const version = (n: number): Expected => ({ kind: 'version', versions: [n] });

describe('what a write expects', () => {
  it.each<[string, Expected, number | null]>([
    ['anything', ANY, 3],
    ['anything where there is nothing', ANY, null],
    ['nothing yet', { kind: 'new' }, null],
    ['the version that is there', version(3), 3],
  ])('is met: %s', (_, expected, present) => {
    expect(() => assertExpected(expected, present, 'team "shop"')).not.toThrow();
  });

  it.each<[string, Expected, number | null, RegExp]>([
    ['nothing yet, but there is one', { kind: 'new' }, 1, /The team "shop" is there already/],
    ['an older version', version(2), 3, /edited version 2, it is at version 3 now/],
    ['one that is gone', version(2), null, /it is gone/],
  ])('is not met: %s', (_, expected, present, words) => {
    expect(() => assertExpected(expected, present, 'team "shop"')).toThrow(words);
  });
});
