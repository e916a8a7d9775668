import { z } from 'zod';
import { isSample } from '../../catalog/domain/labels.js';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { filterShape, namesShape, policyShape, policySlug } from '../documents/policy-schemas.js';
import type { EscalationPolicy, PolicyContent } from '../domain/escalation-policy.js';

export const slugParam = policySlug;

export const listQuery = z.strictObject({
  ...filterShape,
  cursor: policySlug.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListQuery = z.output<typeof listQuery>;

export const policyBody = z
  .strictObject({
    ...namesShape,
    ...policyShape,
    description: policyShape.description.optional(),
    labels: namesShape.labels.optional(),
    waiver: policyShape.waiver.default(null),
  })
  .meta({ id: 'EscalationPolicyInput' });
export type PolicyBody = z.output<typeof policyBody>;

export const policySchema = z
  .object({
    slug: z.string(),
    ...namesShape,
    ...policyShape,
    sample: z.boolean(),
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'EscalationPolicy' });
export const policyPage = pageSchema(policySchema, 'EscalationPolicyPage');

/** What the API shows of a policy whose users are mail addresses. */
export function policyJson({ id: _id, createdAt: _createdAt, ...shown }: EscalationPolicy) {
  return { ...shown, sample: isSample(shown.labels) };
}

/** What a PUT makes of a policy: description and labels that are left out keep their value. */
export function policyContentOf(body: PolicyBody, before: EscalationPolicy | null): PolicyContent {
  return {
    ...body,
    description: body.description ?? before?.description ?? '',
    labels: body.labels ?? before?.labels ?? {},
  };
}
