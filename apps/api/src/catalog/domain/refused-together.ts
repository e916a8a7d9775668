import type { FieldError } from '../../platform/kernel/domain-error.js';

/** What became of one document, as far as others depend on it. */
interface Refusable {
  readonly kind: string;
  readonly name: string;
  readonly outcome: string;
  readonly errors: readonly FieldError[];
}

const NAMED = /^There is no ([a-z ]+) "([^"]+)"/;

/**
 * Says of names that are not there because the document which makes them is refused in the same request that they are, not that nobody made
 * them.
 */
export function refusedTogether<R extends Refusable>(reports: readonly R[]): R[] {
  const refused = new Set(
    reports.flatMap(({ kind, name, outcome }) =>
      outcome === 'refused' ? [keyOf(kind.toLowerCase(), name)] : [],
    ),
  );
  return reports.map((report) => ({
    ...report,
    errors: report.errors.map((error) => {
      const [, noun = '', name = ''] = NAMED.exec(error.message) ?? [];
      if (!refused.has(keyOf(noun, name))) return error;
      const message = `The ${noun} "${name}" is made by this request, and is refused itself.`;
      return { ...error, message };
    }),
  }));
}

const keyOf = (noun: string, name: string): string => `${noun} ${name}`;
