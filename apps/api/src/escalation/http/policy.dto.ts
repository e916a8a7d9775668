import { z } from 'zod';
import { isSample } from '../../catalog/domain/labels.js';
import { personIn, type People } from '../../oncall/domain/responders.js';
import { pageSchema, pageShape, personSchema } from '../../platform/http/common-schemas.js';
import { filterShape, namesShape, policyShape } from '../documents/policy-schemas.js';
import type { EscalationPolicy, PolicyContent, Target } from '../domain/escalation-policy.js';
import type { PolicyView } from '../use-cases/policies.js';

export const listQuery = z.strictObject({
  ...filterShape,
  ...pageShape(),
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

const targetSchema = z
  .union([z.object({ schedule: z.string() }), z.object({ user: personSchema })])
  .meta({ id: 'EscalationTarget' });

export const policySchema = z
  .object({
    slug: z.string(),
    ...namesShape,
    ...policyShape,
    steps: z.array(
      z
        .object({ delay: z.string(), targets: z.array(targetSchema), everybody: z.boolean() })
        .meta({ id: 'EscalationStep' }),
    ),
    fallback: targetSchema,
    sample: z.boolean(),
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'EscalationPolicy' });
export const policyPage = pageSchema(policySchema, 'EscalationPolicyPage');

/** What the API shows of a policy. */
export function policyJson({ policy, people }: PolicyView) {
  const { id: _id, createdAt: _createdAt, steps, fallback, ...shown } = policy;
  return {
    ...shown,
    steps: steps.map(({ delay, targets, everybody = false }) => ({
      delay,
      targets: targets.map(targetIn(people)),
      everybody,
    })),
    fallback: targetIn(people)(fallback),
    sample: isSample(shown.labels),
  };
}

const targetIn = (people: People) => (target: Target) =>
  'user' in target ? { user: personIn(people, target.user) } : target;

/** What a PUT makes of a policy: description and labels that are left out keep their value. */
export function policyContentOf(body: PolicyBody, before: EscalationPolicy | null): PolicyContent {
  return {
    ...body,
    description: body.description ?? before?.description ?? '',
    labels: body.labels ?? before?.labels ?? {},
  };
}
