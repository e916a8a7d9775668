/** Where to go after sign-in: a path of this console, or '/' when the wish points anywhere else. */
export function safeReturnTo(wish: string | undefined, origin: string): string {
  if (wish === undefined || !wish.startsWith('/')) return '/';
  let target: URL;
  try {
    target = new URL(wish, origin);
  } catch {
    return '/';
  }
  if (target.origin !== origin || target.pathname.startsWith('/api/')) return '/';
  if (['/sign-in', '/first-run', '/invitation'].includes(target.pathname)) return '/';
  return target.pathname + target.search + target.hash;
}
