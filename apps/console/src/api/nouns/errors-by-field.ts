import type { FieldProblem } from '../contract.js';

/** Problems by field name; one inside a list or group ('dependsOn.2') also stands at the whole field. */
export function errorsByField(
  fields: readonly FieldProblem[],
  describe: (field: FieldProblem) => string,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    errors[field.path] ??= describe(field);
    errors[field.path.split('.')[0] ?? ''] ??= describe(field);
  }
  return errors;
}
