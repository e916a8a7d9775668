import type { FieldProblem, Problem } from '../src/api/contract.js';

declare const body: unique symbol;

/** A response, typed by what its body is; `never` for one that fails or has none. */
export type Answer<T> = Response & { readonly [body]: { readonly of: T } };

const answer = <T>(response: Response): Answer<T> => response as Answer<T>;

/** A JSON answer; `version` becomes the ETag. */
export function json<T>(value: T, status = 200, version?: number): Answer<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (version !== undefined) headers['etag'] = `"${version}"`;
  return answer(new Response(JSON.stringify(value), { status, headers }));
}

/** An answer of text in this media type. */
export function text(
  value: string | ReadableStream<Uint8Array>,
  type: string,
  headers: Record<string, string> = {},
): Answer<string> {
  return answer(new Response(value, { headers: { 'content-type': type, ...headers } }));
}

export function noContent(status: 202 | 204 = 204): Answer<never> {
  return answer(new Response(null, { status }));
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  412: 'Precondition failed',
  422: 'Validation failed',
  500: 'Internal error',
  503: 'Dependency unavailable',
};

/** An RFC 9457 problem. */
export function problem(
  status: number,
  code: string,
  detail: string,
  errors?: FieldProblem[],
): Answer<never> {
  const value: Problem = {
    type: `urn:leitstand:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    code,
    requestId: '0199c2f4-7d1e-7b52-9a3e-5f1c0d8e4b21',
    ...(errors ? { errors } : {}),
  };
  const headers = { 'content-type': 'application/problem+json' };
  return answer(new Response(JSON.stringify(value), { status, headers }));
}

/** One page of a list; the cursor is the index of the next item. */
export function page<T>(items: readonly T[], query: URLSearchParams, fallback = 200) {
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? fallback);
  const to = from + limit;
  return { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
}
