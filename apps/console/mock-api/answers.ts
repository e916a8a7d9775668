import type { Page } from '#contract';
import type { FieldProblem, Problem } from '../src/api/contract.js';

/** A JSON answer; `version` becomes the ETag. */
export function json<T>(body: T, status = 200, version?: number): Response {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (version !== undefined) headers['etag'] = `"${version}"`;
  return new Response(JSON.stringify(body), { status, headers });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
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
): Response {
  const body: Problem = {
    type: `urn:leitstand:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    code,
    requestId: '0199c2f4-7d1e-7b52-9a3e-5f1c0d8e4b21',
    ...(errors ? { errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** One page of a list; the cursor is the index of the next item. */
export function page<T>(items: readonly T[], query: URLSearchParams, fallback = 200): Page<T> {
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? fallback);
  const to = from + limit;
  return { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
}
