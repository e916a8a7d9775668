import { describe, expect, it } from '@jest/globals';
import { fitting, pageAfter, pageOf, pages } from './paging.js';

const ALL = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

describe('pages', () => {
  it('put together give every item once, in order', () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = pageAfter(ALL, { limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('end without a cursor', () => {
    expect(pageAfter(ALL, { limit: 5 })).toEqual({ items: ALL, nextCursor: null });
    expect(pageAfter([], { limit: 5 })).toEqual({ items: [], nextCursor: null });
  });

  it('begin anew where the item of the cursor is gone', () => {
    expect(pageAfter(ALL, { limit: 1, cursor: 'gone' }).items).toEqual([{ id: 'a' }]);
  });

  it('are cut from one row too many', () => {
    expect(pageOf([1, 2, 3], 2, String)).toEqual({ items: [1, 2], nextCursor: '2' });
    expect(pageOf([1, 2], 2, String)).toEqual({ items: [1, 2], nextCursor: null });
  });

  it('are followed to the end, and no further than somebody asks', async () => {
    const asked: (string | undefined)[] = [];
    const fetchPage = async (cursor: string | undefined) => {
      asked.push(cursor);
      return pageAfter(ALL, { limit: 2, cursor });
    };
    const seen: string[] = [];
    for await (const { items } of pages(fetchPage)) seen.push(...items.map(({ id }) => id));
    expect([seen.join(''), asked]).toEqual(['abcde', [undefined, 'b', 'd']]);
    for await (const { items } of pages(fetchPage)) if (items.length > 0) break;
    expect(asked).toHaveLength(4);
  });
});

describe('a page that is too much for one answer', () => {
  it('ends earlier, and is continued', () => {
    expect(fitting([], 10)).toBe(0);
    expect(fitting([5, 5, 1], 10)).toBe(2);
    expect(fitting([11, 1], 10)).toBe(1); // whatever it is, it has to be seen some time
    const rows = Array.from({ length: 40 }, (_, n) => ({ id: `n${n}`, label: 'x'.repeat(1e6) }));
    const first = pageOf(rows, 40, ({ id }) => id);
    expect([first.items.length, first.nextCursor]).toEqual([8, 'n7']);
    expect(pageOf(rows.slice(0, 8), 40, ({ id }) => id).nextCursor).toBeNull();
  });
});
