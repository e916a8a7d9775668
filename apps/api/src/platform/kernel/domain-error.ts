/** Codes that a use case may refuse with. The HTTP words for them live in one place, the problem filter. */
export type DomainErrorCode =
  | 'validation-failed'
  | 'yaml-invalid'
  | 'promql-invalid'
  | 'unauthenticated'
  | 'token-expired'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'request-running'
  | 'outcome-unknown'
  | 'precondition-failed'
  | 'precondition-required'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'misdirected'
  | 'rate-limited'
  | 'gone'
  | 'dependency-unavailable'
  | 'audit-broken';

/**
 * One field at fault: dotted path, stable code, sentence for people.
 * `about`: the names and codes that the sentence speaks of, for whoever says it in another language.
 */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly about?: readonly string[];
}

/**
 * An expected failure on its way out of a use case. Throwing rolls the transaction back, so nothing is left half-done;
 * the code is for programs, `message` is a sentence for people.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** The error that says which fields of the input are wrong. */
export function invalid(
  fields: readonly FieldError[],
  code: DomainErrorCode = 'validation-failed',
): DomainError {
  const first = fields[0];
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  return new DomainError(
    code,
    first ? `${first.path || 'body'}: ${first.message}${more}` : 'The input is not valid.',
    fields,
  );
}

/**
 * The error that says why something cannot be done as things are.
 * @param reason for programs, and for whoever says it in another language; `message` is the same for people
 * @param path the field it is about; empty = the whole of it
 */
export function conflict(reason: string, message: string, path = ''): DomainError {
  return new DomainError('conflict', message, [{ path, code: reason, message }]);
}

/**
 * The error that says why the actor may not do this.
 * @param reason for programs, and for whoever says it in another language; `message` is the same for people
 * @param about names and codes of which the message speaks: territories, roles
 */
export function forbidden(
  reason: string,
  message: string,
  about: readonly string[] = [],
): DomainError {
  const names = about.length > 0 ? { about } : {};
  return new DomainError('forbidden', message, [{ path: '', code: reason, message, ...names }]);
}

/** The error that says that nothing by that name is visible to the actor. */
export function notFound(kind: string, name: string): DomainError {
  return new DomainError('not-found', `There is no ${kind} "${name}" that you may see.`);
}

/**
 * The error that says that nothing by that name is there any more.
 * @param at when it was deleted; null = as far as the actor sees, it never was
 * @returns `not-found`; of what was deleted its first field has the code `deleted`, and in `about` the time (ISO 8601)
 */
export function missing(noun: string, name: string, at: Date | null): DomainError {
  if (at === null) return notFound(noun, name);
  const time = at.toISOString();
  const message = `The ${noun} "${name}" was deleted on ${time}.`;
  return new DomainError('not-found', message, [
    { path: 'slug', code: 'deleted', message, about: [time] },
  ]);
}
