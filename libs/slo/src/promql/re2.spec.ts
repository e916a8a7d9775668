import { describe, expect, it } from '@jest/globals';
import * as coarse from './re2-in-browser.js';
import * as exact from './re2.js';

describe('patterns, on the server and in a browser', () => {
  it.each(['5..|4[0-9]{2}', '(?i)get', '(?P<verb>post)', 'a{2,}?', '[^/]+', '(?:a|b)*', ''])(
    '%j is one',
    (pattern) => {
      expect(exact.compileFault(pattern)).toBeUndefined();
      expect(coarse.compileFault(pattern)).toBeUndefined();
    },
  );

  it.each(['(', '[', 'a**', '(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(a)\\1', 'a)(', 'a{2,1}'])(
    '%j is none',
    (pattern) => {
      expect(exact.compileFault(pattern)).toEqual(expect.any(String));
      expect(coarse.compileFault(pattern)).toEqual(expect.any(String));
    },
  );

  it.each([
    '\\pL',
    '\\p{Greek}',
    '[\\p{^Greek}\\PN]',
    '\\Q(?<\\p{Kawi}\\E',
    '[(?<]',
    '\\\\p{Kawi}',
  ])('%j is one to Prometheus', (pattern) => {
    expect(exact.compileFault(pattern)).toBeUndefined();
  });

  it.each([
    ['(?<n>x)', 'invalid or unsupported Perl syntax: `(?<`; write (?P<name>…)'],
    ['\\p{Kawi}', 'invalid character class range: `\\p{Kawi}`'],
    ['a[^\\P{LC}]', 'invalid character class range: `\\p{LC}`'],
    ['x{1001}', 'invalid repeat count: `{1001}`'],
    ['a)(?:b', 'unexpected ): `a)(?:b`'],
  ])('%j is none to Prometheus', (pattern, says) => {
    expect(exact.compileFault(pattern)).toBe(says);
  });

  it.each([
    ['.*', true],
    ['', true],
    ['a|', true],
    ['a?', true],
    ['.+', false],
    ['a', false],
    ['(', false],
  ])('%j matches no characters: %s', (pattern, matches) => {
    expect(exact.matchesText(pattern, '')).toBe(matches);
    expect(coarse.matchesText(pattern, '')).toBe(matches);
  });
});
