import { HttpException } from '@nestjs/common';
import {
  CommitUnheard,
  isPoolBusy,
  isRowSecurityViolation,
  isServerUnavailable,
  isServerBusy,
} from '../kernel/database-errors.js';
import { DomainError, type FieldError, type DomainErrorCode } from '../kernel/domain-error.js';
import { briefly, sentence } from '../kernel/excerpt.js';

/** RFC 9457 problem details, with a stable code and the request's id. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

const WORDS: Record<DomainErrorCode | 'internal', readonly [status: number, title: string]> = {
  'validation-failed': [400, 'The input is not valid'],
  'yaml-invalid': [400, 'The document cannot be read'],
  'promql-invalid': [400, 'The PromQL expression does not parse'],
  unauthenticated: [401, 'Sign-in needed'],
  'token-expired': [401, 'The token has expired'],
  forbidden: [403, 'Not permitted'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This address does not take that method'],
  conflict: [409, 'Conflict with the present state'],
  'request-running': [409, 'The first request is still running'],
  'outcome-unknown': [409, 'Nobody knows what became of the first request'],
  gone: [410, 'No longer available'],
  'precondition-failed': [412, 'Somebody else changed it first'],
  'precondition-required': [428, 'A precondition is needed'],
  'payload-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The content type is not supported'],
  misdirected: [421, 'This is not the host that was meant'],
  'rate-limited': [429, 'Too many requests'],
  'dependency-unavailable': [503, 'A server that this needs is unavailable'],
  'audit-broken': [503, 'The audit trail does not prove itself'],
  internal: [500, 'Something went wrong on our side'],
};

const NOT_YOURS = 'This territory is not yours to write.';

const BY_STATUS: Record<number, DomainErrorCode> = {
  400: 'validation-failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'rate-limited',
  503: 'dependency-unavailable',
};

function problem(
  code: DomainErrorCode | 'internal',
  detail: string,
  requestId: string,
  fields: readonly FieldError[] = [],
): Problem {
  const [status, title] = WORDS[code];
  const type = `urn:leitstand:problem:${code}`;
  const base = { type, title, status, detail: sentence(detail), code, requestId };
  return fields.length > 0 ? { ...base, errors: fields.map(briefly) } : base;
}

/** The status that a framework's error carries; ours carry none. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** Frameworks know more ways to refuse a request (a path that is too long, a header that is too large) than callers need to tell apart. */
function codeFor(status: number): DomainErrorCode | undefined {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'validation-failed' : undefined);
}

/** What a caller is told about a thrown error. Unknown errors become `internal` and give nothing away. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof DomainError)
    return problem(error.code, error.message, requestId, error.fields);
  if (isPoolBusy(error))
    return problem(
      'dependency-unavailable',
      'All connections to the database are in use; nothing was changed. Try again shortly.',
      requestId,
    );
  if (error instanceof CommitUnheard)
    return problem(
      'dependency-unavailable',
      'The database did not say whether this change was made. Look before you make it again.',
      requestId,
    );
  if (isServerUnavailable(error))
    return problem(
      'dependency-unavailable',
      'The database or the queue does not answer. Try again shortly.',
      requestId,
    );
  if (isServerBusy(error))
    return problem(
      'dependency-unavailable',
      'The database cannot do this right now; nothing was changed. Try again shortly.',
      requestId,
    );
  if (isRowSecurityViolation(error))
    return problem('forbidden', NOT_YOURS, requestId, [
      { path: '', code: 'territory-not-yours', message: NOT_YOURS },
    ]);
  const code = codeFor(statusOf(error) ?? 500);
  if (code)
    return problem(code, error instanceof Error ? error.message : WORDS[code][1], requestId);
  return problem('internal', 'The error was logged under this request id.', requestId);
}
