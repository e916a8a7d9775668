import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser sent this write from somebody else's page (cross-site request forgery). `Sec-Fetch-Site` decides where a
 * browser sends it; older ones send `Origin`, which must be ours. A request with neither comes from no browser: nobody's cookie
 * can be borrowed there. The same rules as Go's net/http CrossOriginProtection; the cookie is SameSite=Lax besides.
 */
export function isForged(
  method: string,
  headers: IncomingHttpHeaders,
  origins: readonly string[],
): boolean {
  if (SAFE.has(method)) return false;
  const { origin } = headers;
  if (origin !== undefined && origins.includes(origin)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined;
}
