import { compareSlos, pages } from '#contract';
import { ApiError } from './api-error.js';
import type { SloList, SloRow } from './contract-slo.js';

const older = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : Date.parse(b) < Date.parse(a) ? b : a;

/**
 * Follows the list of SLOs to its end, so that whatever is searched, counted, grouped or exported on screen is about all of them.
 * One made or deleted meanwhile moves the pages: none is listed twice then, and one that was missed is still in `counts.total`.
 * @param fetchPage pages in the order of names, which stays while readings change
 * @returns all as one list, most urgent first; `asOf` is the oldest reading, `counts` are those of the newest answer
 * @throws what `fetchPage` throws; ApiError for an answer without a list
 */
export async function everySlo(
  fetchPage: (cursor: string | undefined) => Promise<{ data?: SloList }>,
): Promise<SloList> {
  const rows = new Map<string, SloRow>();
  let last: SloList | undefined;
  let asOf: string | null = null;
  const listOf = async (cursor: string | undefined): Promise<SloList> => {
    const { data } = await fetchPage(cursor);
    if (data === undefined) throw new ApiError(0, null);
    return data;
  };
  for await (const page of pages(listOf)) {
    for (const row of page.items) rows.set(row.slug, row);
    asOf = older(asOf, page.asOf);
    last = page;
  }
  if (last === undefined) throw new ApiError(0, null);
  return { ...last, asOf, items: [...rows.values()].sort(compareSlos('urgency')) };
}
