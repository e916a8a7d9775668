import {
  INCIDENT_CLASSES,
  INCIDENT_ROLES,
  INCIDENT_SEVERITIES,
  RESPONDER_STATES,
  REVIEW_SECTIONS,
  REVIEW_STATES,
  type ReviewSection,
} from '#contract';
import { z } from 'zod';
import { actorSchema, pageSchema } from '../../platform/http/common-schemas.js';
import { FIELDS } from '../documents/fields.js';
import type { ReviewView } from '../use-cases/get-review.js';
import type { ListedReview } from '../use-cases/list-reviews.js';
import { refJson, refSchema } from './incident.dto.js';

const time = z.iso.datetime();
const state = z.enum(REVIEW_STATES);
const LONGEST_SECTION = 20_000;

function sectionsOf<T extends z.ZodType>(of: T) {
  return Object.fromEntries(REVIEW_SECTIONS.map((name) => [name, of])) as Record<ReviewSection, T>;
}

export const pinBody = z
  .strictObject({
    seq: z.int().min(1).max(1_000_000).meta({ description: 'number of the entry in its timeline' }),
    pinned: z.boolean().default(true),
  })
  .meta({ id: 'IncidentPin' });
export type PinBody = z.output<typeof pinBody>;

export const pinsSchema = z
  .object({ pinned: z.array(z.int()).meta({ description: 'numbers of the pinned entries' }) })
  .meta({ id: 'IncidentPins' });

const factsSchema = z
  .object({
    severity: z.enum(INCIDENT_SEVERITIES),
    class: z.enum(INCIDENT_CLASSES),
    automatic: z.boolean().nullable().meta({ description: 'whether its alerts resolved it' }),
    resolvedBy: actorSchema.nullable(),
    subjects: z.array(z.object({ slug: z.string(), name: z.string().nullable() })),
    team: z.string().nullable(),
    slos: z.array(
      z
        .object({
          slug: z.string(),
          name: z.string().nullable(),
          spent: z
            .object({
              share: z
                .number()
                .nullable()
                .meta({ description: 'of the whole budget, 0..1 and more' }),
              bad: z.number(),
              good: z.number(),
              coverage: z.number(),
            })
            .nullable()
            .meta({ description: 'null = not known' }),
        })
        .meta({ id: 'ReviewSlo' }),
    ),
    times: z
      .object({
        startedAt: time,
        detectedAt: time.meta({ description: 'when Leitstand first knew of it' }),
        pagedAt: time.nullable(),
        acknowledgedAt: time.nullable(),
        resolvedAt: time.nullable(),
        detect: z.number().nullable().meta({ description: 'seconds to the first page' }),
        acknowledge: z
          .number()
          .nullable()
          .meta({ description: 'seconds to the first acknowledgement by a person' }),
        resolve: z.number().nullable().meta({ description: 'seconds to its end' }),
      })
      .meta({ id: 'ReviewTimes' }),
    people: z.array(
      z
        .object({
          name: z.string(),
          roles: z.array(z.enum(INCIDENT_ROLES)),
          asked: z.enum(RESPONDER_STATES).nullable(),
          acknowledged: z.boolean(),
          resolved: z.boolean(),
          notes: z.int(),
        })
        .meta({ id: 'ReviewPerson' }),
    ),
    merged: z.array(z.string()),
    pinned: z.array(
      z
        .object({
          incident: z.string(),
          seq: z.int(),
          at: time,
          kind: z.string(),
          actor: actorSchema,
          data: z.record(z.string(), z.unknown()),
        })
        .meta({ id: 'ReviewEntry' }),
    ),
    names: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'ReviewFacts' });

const editionSchema = z.object({ edition: z.int(), publishedBy: actorSchema, publishedAt: time });

export const reviewSchema = z
  .object({
    incident: refSchema,
    territory: z.string(),
    state,
    edition: z.int().meta({ description: 'the newest that was published; 0 = none' }),
    shown: editionSchema.nullable().meta({
      description: 'the edition whose texts and facts these are; null = a draft, as of now',
    }),
    sections: z.object(sectionsOf(z.string())),
    facts: factsSchema,
    startedBy: actorSchema,
    startedAt: time,
    version: z.int(),
    updatedAt: time,
  })
  .meta({ id: 'Review' });

const listedSchema = z
  .object({
    incident: refSchema,
    territory: z.string(),
    state,
    edition: z.int(),
    startedBy: actorSchema,
    startedAt: time,
    publishedAt: time.nullable(),
    updatedAt: time,
  })
  .meta({ id: 'ListedReview' });
export const reviewPage = pageSchema(listedSchema, 'ReviewPage');

const section = FIELDS.text(LONGEST_SECTION).optional();
export const reviewBody = z
  .strictObject({ sections: z.strictObject(sectionsOf(section)).default({}) })
  .meta({ id: 'ReviewDraft' });
export type ReviewBody = z.output<typeof reviewBody>;

export const reviewStateBody = z.strictObject({ state }).meta({ id: 'ReviewMove' });
export type ReviewStateBody = z.output<typeof reviewStateBody>;

export const reviewQuery = z.strictObject({
  state: state.optional(),
  territory: FIELDS.territory.optional(),
  subject: FIELDS.slug.optional(),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the nextCursor of an answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ReviewQuery = z.output<typeof reviewQuery>;

export const editionParam = z.coerce.number().int().min(1).max(1_000_000);

export const markdownQuery = z.strictObject({
  language: z.enum(['de', 'en']).default('en'),
  timeZone: z
    .string()
    .max(64)
    .refine(isZone, 'must be an IANA time zone')
    .optional()
    .meta({ description: 'IANA; UTC unless told' }),
});
export type MarkdownQuery = z.output<typeof markdownQuery>;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function headJson({ incident, names, review }: ListedReview) {
  const { territory, state: at, edition, startedBy, startedAt, updatedAt } = review;
  const ref = refJson({ incident, names });
  return { incident: ref, territory, state: at, edition, startedBy, startedAt, updatedAt };
}

/** What the API shows of a review. */
export function reviewJson({ shown, ...view }: ReviewView) {
  const { edition, sections, facts } = shown;
  const { version } = view.review;
  return { ...headJson(view), shown: edition, sections, facts, version };
}

/** The same in lists. */
export function listedReviewJson(view: ListedReview) {
  return { ...headJson(view), publishedAt: view.review.publishedAt };
}
