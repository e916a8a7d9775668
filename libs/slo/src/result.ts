/** An expected outcome as a value: either `value` or `error`, never an exception. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps an expected failure. */
export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** One complaint about one field of a document: dotted path, stable kebab-case code, a sentence for people. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}
