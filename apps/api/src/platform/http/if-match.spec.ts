import { describe, expect, it } from '@jest/globals';
import { hasTag, withEncoding } from './entity-tag.js';
import { expectedFrom } from './if-match.js';

describe('the precondition of an edit', () => {
  it.each([
    [{}, { kind: 'any' }],
    [{ 'if-match': '*' }, { kind: 'any' }],
    [{ 'if-match': '"3"' }, { kind: 'version', versions: [3] }],
    [{ 'if-match': '"3.Zm9v_-bar-gzip"' }, { kind: 'version', versions: [3] }],
    [{ 'if-match': '"1", "2"' }, { kind: 'version', versions: [1, 2] }],
    [{ 'if-none-match': '*' }, { kind: 'new' }],
  ])('reads %j as %j', (headers, expected) => {
    expect(expectedFrom(headers)).toEqual(expected);
  });

  it.each(['W/"12"', 'W/"3.abc"', '"abc"', '""', '"-1"', '"99999999999999999999"'])(
    'matches nothing by %s: it is weak, or none of ours',
    (tag) => {
      expect(expectedFrom({ 'if-match': tag })).toEqual({ kind: 'version', versions: [] });
    },
  );

  it.each(['three', '"', '3', '"1" and "2"', '', `"${'1'.repeat(3000)}"`])(
    'refuses what is no entity tag: %j',
    (tag) => {
      expect(() => expectedFrom({ 'if-match': tag })).toThrow(/If-Match/);
    },
  );

  it('refuses to let a write depend on a version that is not there', () => {
    expect(() => expectedFrom({ 'if-none-match': '"3"' })).toThrow(/If-None-Match/);
  });
});

describe('the tag of an answer', () => {
  it('names its encoding, and is known in each', () => {
    expect(withEncoding('"3.abc"', 'gzip')).toBe('"3.abc-gzip"');
    expect(withEncoding('W/"9f-1"', 'gzip')).toBe('W/"9f-1"');
    for (const header of ['*', '"3.abc"', 'W/"3.abc"', '"x", "3.abc-br"', '"3.abc-gzip"'])
      expect(hasTag(header, '"3.abc"')).toBe(true);
    for (const header of ['', '"3"', '"3.abd"', '3.abc'])
      expect(hasTag(header, '"3.abc"')).toBe(false);
  });
});
