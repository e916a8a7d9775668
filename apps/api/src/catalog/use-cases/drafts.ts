import { DATA_CLASSES, SUBJECT_KINDS } from '#contract';
import { z } from 'zod';
import { BACKUP_FIELDS, type Tier } from '../domain/subject.js';
import { description, labels, slug, territory, text } from './fields.js';
import { isStorable, UNSTORABLE } from '../../platform/kernel/storable-text.js';

const line = text(500);
const backupField = z.string().max(32).optional();
const backup = z.strictObject(
  Object.fromEntries(BACKUP_FIELDS.map((field) => [field, backupField])) as Record<
    (typeof BACKUP_FIELDS)[number],
    typeof backupField
  >,
);
const tier = z.union([z.literal(1), z.literal(2), z.literal(3)], {
  error: 'must be 1, 2 or 3',
}) satisfies z.ZodType<Tier>;

/** The fields of each resource that files and the HTTP API have in common, by the names of the API. */
export const teamShape = {
  description,
  territory,
  contact: line.nullable(),
  members: z.array(z.email().max(320)).max(500),
};
export const environmentShape = {
  purpose: line,
  availability: line,
  access: line,
  owner: line.min(1),
  territory,
};
export const subjectShape = {
  kind: z.enum(SUBJECT_KINDS),
  description,
  territory,
  team: slug.nullable(),
  owner: line.nullable(),
  environment: slug.nullable(),
  tier: tier.nullable(),
  dataClass: z.enum(DATA_CLASSES).nullable(),
  url: z
    .url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' })
    .max(2000)
    .refine(isStorable, UNSTORABLE)
    .nullable(),
  backup: backup.nullable(),
  dependsOn: z.array(slug).max(500),
};
export const labelsShape = labels;
