import { describe, expect, it } from '@jest/globals';
import { expectedFrom } from './if-match.js';

describe('the precondition of an edit', () => {
  it.each([
    [{}, { kind: 'any' }],
    [{ 'if-match': '*' }, { kind: 'any' }],
    [{ 'if-match': '"3"' }, { kind: 'version', version: 3 }],
    [{ 'if-match': 'W/"12"' }, { kind: 'version', version: 12 }],
    [{ 'if-none-match': '*' }, { kind: 'new' }],
  ])('reads %j as %j', (headers, expected) => {
    expect(expectedFrom(headers)).toEqual(expected);
  });

  it('refuses a tag that is none of ours', () => {
    expect(() => expectedFrom({ 'if-match': 'three' })).toThrow(/If-Match/);
  });
});
