import type { FieldProblem, Problem } from './contract.js';

/**
 * What became of a write that failed: the server said that it changed nothing (`refused`), it never left this device (`unsent`), or nobody
 * can know (`unclear`): the answer was lost, or came from something on the way. `none`: it was no write.
 */
export type Fate = 'refused' | 'unsent' | 'unclear' | 'none';

/** How a request was sent. */
export interface Sent {
  readonly isWrite: boolean;
  /** the device knew of no network, from when it was sent until it failed */
  readonly isOffline: boolean;
  /** the device knew of no network when it was sent, or when it failed */
  readonly wasOffline?: boolean;
}

/** A failed request. `problem` is what the server said; null when no usable answer came (network, proxy, timeout). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  private readonly sent: Sent;

  constructor(
    status: number,
    problem: Problem | null,
    sent: Sent = { isWrite: true, isOffline: false },
  ) {
    super(problem?.detail ?? `request failed (${status})`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.sent = sent;
  }

  /** What became of what was to be changed. A fault of the server's own proves nothing: it may come after the change. */
  get fate(): Fate {
    const { isWrite, isOffline } = this.sent;
    if (!isWrite) return 'none';
    if (this.status === 0) return isOffline ? 'unsent' : 'unclear';
    return this.problem !== null && this.status < 500 ? 'refused' : 'unclear';
  }

  /** Whether nothing answered because this device was away: that says nothing about the server, also once the device is back. */
  get isOfDevice(): boolean {
    return this.status === 0 && this.sent.wasOffline === true;
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
