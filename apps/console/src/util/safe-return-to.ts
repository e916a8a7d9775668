const ENTRANCES = ['/sign-in', '/first-run', '/invitation', '/forgot-password', '/reset-password'];

/** Where to go after sign-in: a path of this console, or '/' when the wish points anywhere else. */
export function safeReturnTo(wish: string | undefined, origin: string): string {
  if (wish === undefined || !wish.startsWith('/')) return '/';
  let target: URL;
  try {
    target = new URL(wish, origin);
  } catch {
    return '/';
  }
  // '/.//host' resolves to '//host' here, which is another host to whoever resolves it again.
  if (target.origin !== origin || /^\/(\/|api\/)/.test(target.pathname)) return '/';
  if (ENTRANCES.includes(target.pathname)) return '/';
  return target.pathname + target.search + target.hash;
}
