import { documentOf, type CatalogDocument } from '../../catalog/domain/documents.js';
import { readDocument } from '../../catalog/documents/document-schemas.js';
import type { EscalationPolicy, PolicyContent } from '../domain/escalation-policy.js';
import { policyDocumentSchema } from './policy-schemas.js';

/** A policy as a document says it; its users are mail addresses. */
export interface WrittenPolicy {
  readonly slug: string;
  readonly content: PolicyContent;
}

/** Reads a document. It is the whole truth: a field left out is empty. @throws DomainError `validation-failed` naming every field at fault */
export function readPolicyDocument(value: unknown): WrittenPolicy {
  const { metadata, spec } = readDocument(policyDocumentSchema, value);
  return {
    slug: metadata.name,
    content: {
      name: metadata.displayName ?? metadata.name,
      labels: metadata.labels ?? {},
      description: spec.description ?? '',
      territory: spec.territory,
      serves: spec.serves ?? { subjects: [], teams: [], default: false },
      steps: spec.steps,
      repeat: spec.repeat ?? 0,
      fallback: spec.fallback,
      waiver: spec.waiver ?? null,
    },
  };
}

/** The document of a policy whose users are mail addresses. */
export function policyDocument(policy: EscalationPolicy): CatalogDocument {
  const { description, territory, serves, steps, repeat, fallback, waiver } = policy;
  return documentOf('EscalationPolicy', policy, {
    description: description === '' ? null : description,
    territory,
    serves,
    steps,
    repeat,
    fallback,
    waiver,
  });
}
