import type { DomainError } from '../kernel/domain-error.js';
import { invalid } from '../kernel/domain-error.js';
import { fieldErrors, type SchemaIssue } from '../kernel/schema-issues.js';

/** More are not read by anybody, and each costs us. */
const MOST_ISSUES = 100;

/** Issues of a Standard Schema as one error that names every field at fault, of very many the first. */
export function schemaRefusal(issues: readonly SchemaIssue[]): DomainError {
  return invalid(issues.slice(0, MOST_ISSUES).flatMap(fieldErrors));
}
