import { z } from 'zod';
import { fieldErrors } from '../../platform/kernel/schema-issues.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { API_VERSION, documentPath } from '../domain/documents.js';
import {
  displayName,
  environmentShape,
  labels,
  slug,
  subjectShape,
  teamShape,
} from './resource-schemas.js';

/** A document of one kind. @param spec its fields */
export const documentSchema = <K extends string, S extends z.ZodRawShape>(kind: K, spec: S) =>
  z.strictObject({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal(kind),
    metadata: z.strictObject({
      name: slug,
      displayName: displayName.nullish(),
      labels: labels.nullish(),
    }),
    spec: z.strictObject(spec),
  });

const { description, territory, contact, members } = teamShape;
export const teamDocumentSchema = documentSchema('Team', {
  description: description.nullish(),
  territory,
  contact: contact.optional(),
  members: members.nullish(),
});

export const environmentDocumentSchema = documentSchema('Environment', environmentShape);

const { kind: type, ...subject } = subjectShape;
const { territory: place, ...free } = subject;
const optional = z.object(free).partial().shape;
export const subjectDocumentSchema = documentSchema('Subject', {
  type,
  territory: place,
  ...optional,
  description: optional.description.nullable(),
  dependsOn: optional.dependsOn.nullable(),
});

/** A document of kind Subject, as it was read. */
export type SubjectDocument = z.output<typeof subjectDocumentSchema>;

/** @throws DomainError `validation-failed` naming every field of the document at fault */
export function readDocument<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalid(read.error.issues.flatMap(fieldErrors));
}

/** Lets the errors of a save, which name fields of the resource, name those of its document. */
export async function inDocument<T>(save: Promise<T>): Promise<T> {
  try {
    return await save;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(
      error.code,
      error.message,
      error.fields.map((field) => ({ ...field, path: documentPath(field.path) })),
    );
  }
}
