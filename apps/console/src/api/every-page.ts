import type { Page } from './contract.js';

const MAX_PAGES = 50;

/** Follows `nextCursor` to the end of a list. For lists that are filtered on screen; long histories load page by page instead. */
export async function everyPage<T>(
  fetchPage: (cursor: string | undefined) => Promise<{ data?: Page<T> }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const { data } = await fetchPage(cursor);
    if (data === undefined) break;
    items.push(...data.items);
    if (data.nextCursor === null) break;
    cursor = data.nextCursor;
  }
  return items;
}
