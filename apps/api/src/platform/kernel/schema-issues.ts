import type { FieldError } from './domain-error.js';

/** One issue of a Standard Schema; zod adds its code, the unknown keys, and for our own rules what they are called. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

function dotted(path: SchemaIssue['path']): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

/** Whoever sends more fields that we do not know has mistaken the address. */
const MOST_KEYS = 20;

/** The fields that one issue is about; of unknown ones the first. */
export function fieldErrors(issue: SchemaIssue): FieldError[] {
  const path = dotted(issue.path);
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.slice(0, MOST_KEYS).map((key) => ({
      path: path ? `${path}.${key}` : key,
      code: 'unknown-field',
      message: 'is not a field of this resource',
    }));
  }
  const own = issue.params?.['code'];
  const code = typeof own === 'string' ? own : (issue.code ?? 'invalid').replaceAll('_', '-');
  return [{ path, code, message: issue.message }];
}
