/** Query strings as plain text: `q=shop&tz=utc`, keys in a stable order, nothing quoted. */
export type Search = Record<string, string>;

/** Parses a query string; of a repeated key the last value counts. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes a query string with sorted keys; empty and missing values are left out. Gives '' or '?…'. */
export function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = new URLSearchParams(entries).toString();
  return text === '' ? '' : `?${text}`;
}

/** What every page keeps in its address: zone, language and territory. */
export const KEPT = ['tz', 'lang', 'territory'] as const;

/** The part of a query string that survives going to another page. */
export function keptSearch(search: Record<string, unknown>): Search {
  const kept: Search = {};
  for (const key of KEPT) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') kept[key] = value;
  }
  return kept;
}
