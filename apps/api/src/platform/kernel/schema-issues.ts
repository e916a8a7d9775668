import type { FieldError } from './domain-error.js';

/** One issue of a Standard Schema; zod adds its code and the unknown keys. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

function dotted(path: SchemaIssue['path']): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

/** The fields that one issue is about. */
export function fieldErrors(issue: SchemaIssue): FieldError[] {
  const path = dotted(issue.path);
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      code: 'unknown-field',
      message: 'is not a field of this resource',
    }));
  }
  return [{ path, code: (issue.code ?? 'invalid').replaceAll('_', '-'), message: issue.message }];
}
