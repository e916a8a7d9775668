/** Countries the shop sells in, as they appear in the path. */
export const COUNTRIES = ['de', 'ch'] as const;
export type Country = (typeof COUNTRIES)[number];

/** A route of the shop: its template below the country, e.g. `/cart/{cart}/items`, and what serves it. */
export interface Route<Handler> {
  method: 'GET' | 'POST';
  template: string;
  handler: Handler;
}

/** Where a path leads: a handler with its parameters, a path that knows other methods only, or nowhere. */
export type Match<Handler> =
  | {
      kind: 'found';
      route: string;
      country: Country;
      params: Record<string, string>;
      handler: Handler;
    }
  | { kind: 'other-method'; route: string; country: Country; allow: string }
  | { kind: 'nowhere' };

/** Finds the route for a method and a path (without query). The route names the country: `/de/cart/{cart}`. */
export function match<Handler>(
  routes: readonly Route<Handler>[],
  method: string,
  path: string,
): Match<Handler> {
  const [, first, ...rest] = path.split('/');
  const country = COUNTRIES.find((code) => code === first);
  if (!country) return { kind: 'nowhere' };
  const allowed: string[] = [];
  let known = '';
  for (const { method: own, template, handler } of routes) {
    const params = paramsOf(template.split('/').slice(1), rest);
    if (!params) continue;
    known = `/${country}${template}`;
    if (own === method) return { kind: 'found', route: known, country, params, handler };
    allowed.push(own);
  }
  return known
    ? { kind: 'other-method', route: known, country, allow: allowed.join(', ') }
    : { kind: 'nowhere' };
}

function paramsOf(
  template: readonly string[],
  path: readonly string[],
): Record<string, string> | null {
  if (template.length !== path.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of template.entries()) {
    const actual = path[i] ?? '';
    if (!part.startsWith('{')) {
      if (part !== actual) return null;
    } else if (/^[\w.-]{1,64}$/.test(actual)) {
      params[part.slice(1, -1)] = actual;
    } else {
      return null;
    }
  }
  return params;
}
