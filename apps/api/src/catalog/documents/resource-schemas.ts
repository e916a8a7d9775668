import {
  DATA_CLASSES,
  isPlainText,
  NOT_A_SLUG,
  NOT_A_WEB_ADDRESS,
  NOT_PLAIN_TEXT,
  SLUG,
  SUBJECT_KINDS,
  TERRITORY_CODE,
  webAddress,
} from '#contract';
import { z } from 'zod';
import { BACKUP_FIELDS, type Tier } from '../domain/subject.js';
import { lineSchema, nameSchema, textSchema } from '../../platform/documents/name-schema.js';

const LABEL_KEY = /^[a-zA-Z0-9]([\w./-]{0,61}[a-zA-Z0-9])?$/;
const MAX_LABELS = 64;

export const text = textSchema;

/** The name of a resource in paths and documents; never changes. */
export const slug = z.string().regex(SLUG, NOT_A_SLUG);

/** A name for people. */
export const displayName = nameSchema(200);
export const description = text(4000).refine(isPlainText, {
  error: NOT_PLAIN_TEXT,
  params: { code: 'not-plain-text' },
});
export const territory = z.string().regex(TERRITORY_CODE, 'must be two to eight capital letters');
export const labels = z
  .record(
    z.string().regex(LABEL_KEY, 'must be 1 to 63 letters, digits, ".", "_", "/" or "-"'),
    lineSchema(200),
  )
  .refine(
    (value) => Object.keys(value).length <= MAX_LABELS,
    `must be at most ${MAX_LABELS} labels`,
  );

const line = lineSchema(500);
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
  url: text(2000)
    .refine((value) => webAddress(value) !== null, {
      error: NOT_A_WEB_ADDRESS,
      params: { code: 'not-a-web-address' },
    })
    .meta({ format: 'uri' })
    .nullable(),
  backup: backup.nullable(),
  dependsOn: z.array(slug).max(500),
};
