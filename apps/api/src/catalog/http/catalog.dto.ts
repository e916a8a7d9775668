import { z } from 'zod';
import { pageSchema, pageShape } from '../../platform/http/common-schemas.js';
import {
  displayName,
  environmentShape,
  labels,
  teamShape,
  territory,
  text,
} from '../documents/resource-schemas.js';

/** Paging and the filters that every list of the catalog has. */
export const listShape = {
  territory: territory.optional(),
  q: text(200).optional(),
  ...pageShape(5000, 2000),
};
export const listQuery = z.strictObject(listShape);
export type ListQuery = z.output<typeof listQuery>;

export const shown = { sample: z.boolean(), version: z.int(), updatedAt: z.iso.datetime() };

const { description, contact, members } = teamShape;
export const teamBody = z
  .strictObject({
    name: displayName,
    territory,
    description: description.optional(),
    contact: contact.optional(),
    members: members.optional(),
    labels: labels.optional(),
  })
  .meta({ id: 'TeamInput' });
export type TeamBody = z.output<typeof teamBody>;

export const teamSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    ...teamShape,
    labels,
    ...shown,
    subjects: z.int(),
  })
  .meta({ id: 'Team' });
export type TeamJson = Omit<z.output<typeof teamSchema>, 'updatedAt'> & { updatedAt: Date };
export const teamPage = pageSchema(teamSchema, 'TeamPage');

export const environmentBody = z
  .strictObject({ name: displayName, ...environmentShape, labels: labels.optional() })
  .meta({ id: 'EnvironmentInput' });
export type EnvironmentBody = z.output<typeof environmentBody>;

export const environmentSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    ...environmentShape,
    labels,
    ...shown,
  })
  .meta({ id: 'Environment' });
export type EnvironmentJson = Omit<z.output<typeof environmentSchema>, 'updatedAt'> & {
  updatedAt: Date;
};
export const environmentPage = pageSchema(environmentSchema, 'EnvironmentPage');
