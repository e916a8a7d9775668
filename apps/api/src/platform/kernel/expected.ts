import { DomainError } from './domain-error.js';

/** What a write expects to find: nothing yet, one of certain versions (of none: it cannot be carried out), or whatever there is. */
export type Expected =
  | { readonly kind: 'new' }
  | { readonly kind: 'version'; readonly versions: readonly number[] }
  | { readonly kind: 'any' };

/** No precondition: the last write wins. */
export const ANY: Expected = { kind: 'any' };

/**
 * Compares what a write expects with what is there.
 * @param present the stored version; null when there is nothing (visible) by that name
 * @param what for the sentence, e.g. `subject "shop"`
 * @throws DomainError `precondition-failed`
 */
export function assertExpected(expected: Expected, present: number | null, what: string): void {
  if (expected.kind === 'any') return;
  if (expected.kind === 'new') {
    if (present === null) return;
    throw new DomainError('precondition-failed', `The ${what} is there already.`);
  }
  const { versions } = expected;
  if (present !== null && versions.includes(present)) return;
  const now = present === null ? 'it is gone' : `it is at version ${present} now`;
  throw new DomainError(
    'precondition-failed',
    versions.length > 0
      ? `The ${what} was changed meanwhile: you edited version ${versions.join(' or ')}, ${now}.`
      : `The ETag in If-Match names no version of the ${what}; a weak one (W/"…") never does.`,
  );
}
