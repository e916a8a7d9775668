/** The console's pages, written as its router writes them. A contract test compares the two. */
export const CONSOLE_PAGES = [
  '/',
  '/sign-in',
  '/first-run',
  '/invitation',
  '/forgot-password',
  '/reset-password',
  '/incidents',
  '/incidents/figures',
  '/incidents/reviews',
  '/incidents/$id',
  '/incidents/$id/review',
  '/slos',
  '/slos/new',
  '/slos/$slug',
  '/slos/$slug/edit',
  '/subjects',
  '/subjects/new',
  '/subjects/$slug',
  '/subjects/$slug/edit',
  '/on-call',
  '/on-call/new',
  '/on-call/$slug',
  '/on-call/$slug/edit',
  '/policies',
  '/policies/new',
  '/policies/$slug',
  '/policies/$slug/edit',
  '/teams',
  '/teams/$slug',
  '/environments',
  '/sample-mailbox',
  '/audit',
  '/settings/{-$tab}',
  '/settings/sources/new',
  '/settings/sources/$slug',
  '/settings/sources/$slug/edit',
] as const;

const PATTERNS = CONSOLE_PAGES.map((page) => {
  const source = page.replaceAll('/{-$tab}', '(?:/[^/]+)?').replaceAll(/\$(?:slug|id)\b/g, '[^/]+');
  return new RegExp(`^${source}/?$`);
});

/** Whether the console has a page at this path (no query). */
export function isConsolePage(path: string): boolean {
  return path === '/' || PATTERNS.some((pattern) => pattern.test(path));
}
