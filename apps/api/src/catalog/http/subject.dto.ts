import { SUBJECT_KINDS } from '#contract';
import { z } from 'zod';
import { contentOf } from '../domain/resource.js';
import { isSample } from '../domain/labels.js';
import { type Subject, type SubjectDraft } from '../domain/subject.js';
import { displayName, labels, slug, subjectShape, text } from '../documents/resource-schemas.js';
import type { CountedSubject } from '../use-cases/subjects.js';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { listShape, shown } from './catalog.dto.js';

export const subjectQuery = z.strictObject({
  ...listShape,
  kind: z.enum(SUBJECT_KINDS).optional(),
  team: slug.optional(),
  environment: slug.optional(),
  label: text(300).optional(),
});
export type SubjectQuery = z.output<typeof subjectQuery>;

const { kind, territory, ...free } = subjectShape;
export const subjectBody = z
  .strictObject({
    name: displayName,
    kind,
    territory,
    ...z.object(free).partial().shape,
    labels: labels.optional(),
  })
  .meta({ id: 'SubjectInput' });
export type SubjectBody = z.output<typeof subjectBody>;

const storedBackup = z
  .object({
    interval: z.string(),
    rpo: z.string(),
    rto: z.string(),
    restoreTestInterval: z.string(),
  })
  .meta({ id: 'Backup' });
const teamRef = z.object({ slug: z.string(), name: z.string() }).meta({ id: 'TeamRef' });

export const subjectSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    ...subjectShape,
    team: teamRef.nullable(),
    backup: storedBackup.nullable(),
    labels,
    dependedOnBy: z.array(z.string()),
    ...shown,
    slos: z.int(),
  })
  .meta({ id: 'Subject' });
export type SubjectJson = Omit<
  z.output<typeof subjectSchema>,
  'updatedAt' | 'dependsOn' | 'dependedOnBy'
> & {
  readonly updatedAt: Date;
  readonly dependsOn: readonly string[];
  readonly dependedOnBy: readonly string[];
};
export const subjectPage = pageSchema(subjectSchema, 'SubjectPage');

export function subjectJson({
  subject,
  teamName,
  dependedOnBy,
  slos,
}: CountedSubject): SubjectJson {
  const { createdAt: _createdAt, team, ...same } = subject;
  return {
    ...same,
    team: team === null ? null : { slug: team, name: teamName ?? team },
    dependedOnBy,
    sample: isSample(subject.labels),
    slos,
  };
}

const EMPTY = {
  description: '',
  team: null,
  owner: null,
  environment: null,
  tier: null,
  dataClass: null,
  url: null,
  backup: null,
  dependsOn: [],
  labels: {},
};

/** What a PUT makes of a subject: fields left out keep their value (a backup only while it stays a data store). */
export function draftOf(body: SubjectBody, before: Subject | null): SubjectDraft {
  const given = Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as SubjectBody;
  const kept = before ? contentOf(before) : EMPTY;
  const backup = body.kind === 'data-store' ? kept.backup : null;
  return { ...kept, backup, ...given };
}
