import { describe, expect, it } from '@jest/globals';
import { RowTexts } from './row-texts.js';

describe('texts of rows', () => {
  it('serve again only under the same stamp', () => {
    const texts = new RowTexts(2);
    expect(texts.remember('a/1', 'one')).toBe('one');
    expect(texts.recall('a/1')).toBe('one');
    expect(texts.recall('a/2')).toBeUndefined();
  });

  it('make room for what was asked for last', () => {
    const texts = new RowTexts(2);
    texts.remember('a', '1');
    texts.remember('b', '2');
    texts.recall('a');
    texts.remember('c', '3');
    expect(['a', 'b', 'c'].map((stamp) => texts.recall(stamp))).toEqual(['1', undefined, '3']);
  });
});
