import type { paths } from '../src/api/contract.js';
import type { Answer } from './answers.js';
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
type Handler<T> = (call: Call) => Answer<T> | Promise<Answer<T>>;
export interface Route {
  method: string;
  pattern: string;
  handler: Handler<unknown>;
}

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = Exclude<paths[P][M], undefined>;
/** Bodies of all answers that the API documents for an operation, failures aside; `never` for one without any. */
type Body<O> = O extends { responses: infer R } ? Content<Omit<R, 'default'>> : never;
type Content<R> = {
  [S in keyof R]: R[S] extends { content: infer C } ? C[keyof C] : never;
}[keyof R];

/** What answers each operation, by `METHOD /path/{parameter}`: only operations there are, only bodies they document. */
type Table = {
  [
    K in `${Uppercase<Method>} ${keyof paths}`
  ]?: K extends `${infer M} ${infer P extends keyof paths}`
    ? Handler<Body<Operation<P, Lowercase<M> & Method>>>
    : never;
};

export function routes(table: Table): Route[] {
  return Object.entries(table as Record<string, Handler<unknown>>).map(([key, handler]) => {
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
