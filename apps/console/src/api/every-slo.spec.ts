import { describe, expect, it } from '@jest/globals';
import type { BudgetState } from '#contract';
import type { SloList, SloRow } from './contract-slo.js';
import { everySlo } from './every-slo.js';

/** As much of a row as lists are ordered by. */
const row = (slug: string, state: BudgetState = 'healthy'): SloRow =>
  ({ slug, name: slug, reading: { budget: { state, leftShare: 0.5 } } }) as SloRow;

const page = (
  items: SloRow[],
  total: number,
  rest: { nextCursor?: string; asOf?: string } = {},
): SloList => ({
  items,
  nextCursor: null,
  asOf: null,
  counts: {
    total,
    budget: { exhausted: 0, 'at-risk': 0, healthy: total, 'no-data': 0 },
    burn: { burning: 0, rising: 0, recovering: 0, steady: total, unknown: 0 },
  },
  ...rest,
});

function server(...answers: SloList[]) {
  const asked: (string | undefined)[] = [];
  const fetchPage = (cursor: string | undefined): Promise<{ data?: SloList }> => {
    asked.push(cursor);
    const data = answers[asked.length - 1];
    return Promise.resolve(data ? { data } : {});
  };
  return { asked, fetchPage };
}

describe('everySlo', () => {
  it('follows every page, and puts the most urgent first whichever page it was on', async () => {
    const { asked, fetchPage } = server(
      page([row('a')], 3, { nextCursor: 'p2', asOf: '2026-11-20T12:01:00Z' }),
      page([row('b', 'exhausted')], 3, { nextCursor: 'p3', asOf: '2026-11-20T12:00:00Z' }),
      page([row('c', 'no-data')], 3),
    );
    const list = await everySlo(fetchPage);
    expect(asked).toEqual([undefined, 'p2', 'p3']);
    expect(list.items.map(({ slug }) => slug)).toEqual(['b', 'c', 'a']);
    expect(list).toMatchObject({ nextCursor: null, asOf: '2026-11-20T12:00:00Z' });
  });

  it('lists an SLO once that a new one pushed onto the next page, and shows by the counts that one is missing', async () => {
    const { fetchPage } = server(
      page([row('b')], 2, { nextCursor: 'p2' }),
      page([row('b'), row('c')], 3),
    );
    const { items, counts } = await everySlo(fetchPage);
    expect(items.map(({ slug }) => slug)).toEqual(['b', 'c']);
    expect(counts.total - items.length).toBe(1);
  });

  it('fails as a whole when a page cannot be had: a part is never taken for all', async () => {
    const { fetchPage } = server(page([row('a')], 2, { nextCursor: 'p2' }));
    await expect(everySlo(fetchPage)).rejects.toThrow();
  });
});
