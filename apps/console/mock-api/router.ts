import type { State } from './state.js';
import type { Variant } from './variants.js';

export interface Call {
  method: string;
  /** Below `/api/v1`. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
  state: State;
  now: Date;
  /** Whether a variant is chosen for this path. */
  is: (variant: Variant) => boolean;
}
export type Handler = (call: Call) => Response | Promise<Response>;
export interface Route {
  method: string;
  pattern: string;
  handler: Handler;
}

/** Handlers by `METHOD /pattern/{parameter}`. */
export function routes(table: Record<string, Handler>): Route[] {
  return Object.entries(table).map(([key, handler]) => {
    const [method = 'GET', pattern = '/'] = key.split(' ');
    return { method, pattern, handler };
  });
}

/** The parameters when a path fits a pattern, else null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}
