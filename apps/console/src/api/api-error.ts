import type { FieldProblem, Problem } from './contract.js';

/** A failed request. `problem` is what the server said; null when no usable answer came (network, proxy, timeout). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `request failed (${status})`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }

  get code(): string {
    return this.problem?.code ?? (this.status === 0 ? 'unreachable' : 'internal');
  }

  get requestId(): string | null {
    return this.problem?.requestId ?? null;
  }

  get fields(): FieldProblem[] {
    return this.problem?.errors ?? [];
  }
}

/** Turns anything thrown by a query or mutation into an ApiError; an unknown fault counts as unreachable. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, null);
}

/** Reads a problem document out of a parsed body; null when the body is something else (an HTML page of a proxy). */
export function readProblem(body: unknown): Problem | null {
  if (typeof body !== 'object' || body === null) return null;
  const { code, detail, status } = body as Partial<Problem>;
  if (typeof code !== 'string' || typeof status !== 'number') return null;
  return {
    type: 'about:blank',
    title: code,
    requestId: '',
    ...(body as object),
    code,
    status,
    detail: detail ?? '',
  };
}
