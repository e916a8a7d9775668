import type { Refusal } from '../kernel/refusal.js';
import { invalid } from '../kernel/refusal.js';
import { fieldErrors, type SchemaIssue } from '../kernel/schema-issues.js';

/** Issues of a Standard Schema as one refusal that names every field at fault. */
export function schemaRefusal(issues: readonly SchemaIssue[]): Refusal {
  return invalid(issues.flatMap(fieldErrors));
}
