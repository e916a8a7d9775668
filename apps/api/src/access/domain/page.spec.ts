import { describe, expect, it } from '@jest/globals';
import { pageOf } from './page.js';

const ALL = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

describe('pages', () => {
  it('put together give every item once, in order', () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = pageOf(ALL, { limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('end without a cursor', () => {
    expect(pageOf(ALL, { limit: 5 })).toEqual({ items: ALL, nextCursor: null });
    expect(pageOf([], { limit: 5 })).toEqual({ items: [], nextCursor: null });
  });
});
