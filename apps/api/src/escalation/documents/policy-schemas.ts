import { ESCALATION_LIMITS, UNTIL_ACKNOWLEDGED } from '#contract';
import { z } from 'zod';
import { documentSchema } from '../../catalog/documents/document-schemas.js';
import {
  description,
  displayName,
  labels,
  slug,
  territory,
  text,
} from '../../catalog/documents/resource-schemas.js';

const { steps: maxSteps, targets: maxTargets, repeats, served } = ESCALATION_LIMITS;

/** What every resource has besides. */
export const namesShape = { name: displayName, labels };

/** By which policies are found. */
export const filterShape = { territory: territory.optional(), q: text(200).optional() };

/** Whom a step means: whoever is on call by a schedule, or a user by mail address. */
const target = z
  .union(
    [
      z.strictObject({ schedule: slug }),
      z.strictObject({ user: z.email().max(320).toLowerCase() }),
    ],
    { error: 'must be a schedule’s name or a user’s mail address: {"schedule": "first"}' },
  )
  .meta({ id: 'EscalationTargetInput' });

/** How often steps are gone through again after the first time. */
const repeat = z.union([z.int().min(0).max(repeats), z.literal(UNTIL_ACKNOWLEDGED)], {
  error: `must be 0 to ${repeats}, or "${UNTIL_ACKNOWLEDGED}"`,
});

/** The fields that documents and the HTTP API have in common, by the names of the API. */
export const policyShape = {
  description,
  territory,
  serves: z.strictObject({
    subjects: z.array(slug).max(served).default([]),
    teams: z.array(slug).max(served).default([]),
    default: z.boolean().default(false).meta({
      description: 'Whether it is for everything in its territory that no other policy serves',
    }),
  }),
  steps: z
    .array(
      z
        .strictObject({
          delay: z.string().max(32).meta({
            description:
              'How long to wait for an acknowledgement before the next step begins, 1m to 24h',
          }),
          targets: z.array(target).min(1).max(maxTargets),
          everybody: z.boolean().optional().meta({
            description:
              'Whether each whom it paged is paged on until they acknowledge themselves; else one acknowledgement is enough',
          }),
        })
        .meta({ id: 'EscalationStepInput' }),
    )
    .min(1)
    .max(maxSteps),
  repeat: repeat.meta({
    description: 'How often the steps are gone through again after the first time',
  }),
  fallback: target,
  waiver: text(500).trim().min(1).nullable().meta({
    description: 'Why the policy may be kept although it reaches nobody now',
  }),
};

export const policyDocumentSchema = documentSchema('EscalationPolicy', {
  ...policyShape,
  description: description.nullish(),
  serves: policyShape.serves.nullish(),
  repeat: policyShape.repeat.nullish(),
  waiver: policyShape.waiver.nullish(),
});
