/** Headers that a request has once; of further ones Node would keep the first in silence, where a proxy may have read the last. */
const SINGLE = new Set(['authorization', 'content-type', 'host']);

/**
 * The first header of which there are several although there may be one (RFC 9110 section 5.3).
 * @param rawHeaders names and values in turn, as they came
 * @returns its name in small letters; null when there is none
 */
export function repeatedHeader(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (SINGLE.has(name) && seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
