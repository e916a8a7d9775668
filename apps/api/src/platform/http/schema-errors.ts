import type { DomainError } from '../kernel/domain-error.js';
import { invalid } from '../kernel/domain-error.js';
import { fieldErrors, type SchemaIssue } from '../kernel/schema-issues.js';

/** Issues of a Standard Schema as one error that names every field at fault. */
export function schemaRefusal(issues: readonly SchemaIssue[]): DomainError {
  return invalid(issues.flatMap(fieldErrors));
}
