import type { z } from 'zod';

import { problem, type Answer, type FieldError } from './answer.js';

/** Checks a value against a schema; a refusal names every field that is wrong. */
export function validate<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { value: T } | { refused: Answer } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const errors = result.error.issues.flatMap(fieldErrors);
  const detail = errors
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    .join('; ');
  return { refused: problem(422, 'validation-failed', 'Validation failed', detail, errors) };
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const code = issue.code.replaceAll('_', '-');
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, code, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path ? `${path}.${key}` : key,
    code,
    message: 'Unknown field',
  }));
}
