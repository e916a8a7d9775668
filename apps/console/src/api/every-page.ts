import { pages, type Page } from '#contract';

const NOTHING: Page<never> = { items: [], nextCursor: null };

/** Follows `nextCursor` to the end of a list. For lists that are filtered on screen; long histories load page by page instead. */
export async function everyPage<T>(
  fetchPage: (cursor: string | undefined) => Promise<{ data?: Page<T> }>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages(async (cursor) => (await fetchPage(cursor)).data ?? NOTHING))
    items.push(...page.items);
  return items;
}
