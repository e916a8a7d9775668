import { REVIEW_NEEDS, REVIEW_SECTIONS, type ReviewSection, type ReviewState } from '#contract';
import { conflict, invalid } from '../../platform/kernel/domain-error.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { isOpenIncident, nameOf, type Incident } from './incident.js';

/** What people wrote, by section; empty where nobody wrote anything yet. */
export type ReviewTexts = Readonly<Record<ReviewSection, string>>;

/** The review of an incident. */
export interface Review {
  readonly incidentId: string;
  readonly territory: string;
  readonly state: ReviewState;
  readonly sections: ReviewTexts;
  /** the newest that was published; 0 = none */
  readonly edition: number;
  readonly startedBy: Actor;
  readonly startedAt: Date;
  /** of the newest edition */
  readonly publishedBy: Actor | null;
  readonly publishedAt: Date | null;
  /** grows by one with every change; the ETag */
  readonly version: number;
  readonly updatedAt: Date;
}

const NOTHING_WRITTEN = Object.fromEntries(
  REVIEW_SECTIONS.map((section) => [section, '']),
) as ReviewTexts;

/**
 * A review begins once its incident is over.
 * @throws DomainError `conflict` while it goes on, and for one that turned out to be another
 */
export function begunReview(incident: Incident, by: Actor, now: Date): Review {
  if (incident.mergedInto !== null)
    throw conflict(
      'review-of-merged',
      `${nameOf(incident)} turned out to be another incident, which is reviewed in its place.`,
    );
  assertOver(incident);
  return {
    incidentId: incident.id,
    territory: incident.territory,
    state: 'draft',
    sections: NOTHING_WRITTEN,
    edition: 0,
    startedBy: by,
    startedAt: now,
    publishedBy: null,
    publishedAt: null,
    version: 1,
    updatedAt: now,
  };
}

/**
 * What somebody wrote. Sections that are left out keep their text; what was published is published anew, as another edition.
 * @returns the review itself where that says nothing new
 * @throws DomainError `validation-failed` where what is published would lack a section that it needs
 */
export function writtenReview(
  review: Review,
  texts: Partial<ReviewTexts>,
  by: Actor,
  now: Date,
): Review {
  const sections = { ...review.sections, ...texts };
  if (REVIEW_SECTIONS.every((name) => sections[name] === review.sections[name])) return review;
  const changed = { ...review, sections, version: review.version + 1, updatedAt: now };
  return review.state === 'published' ? published(changed, by, now) : changed;
}

/**
 * A review goes on: a draft is handed in, and comes back or is published.
 * @returns the review itself where it is there already
 * @throws DomainError `conflict` where that is no way to go, `validation-failed` naming each section that is still to be written
 */
export function movedReview(
  review: Review,
  incident: Incident,
  to: ReviewState,
  by: Actor,
  now: Date,
): Review {
  if (to === review.state) return review;
  if (review.state === 'published')
    throw conflict(
      'review-published',
      'It is published. What is written from now on is another edition of it.',
    );
  const changed = { ...review, version: review.version + 1, updatedAt: now };
  if (to !== 'published') return { ...changed, state: to };
  if (review.state === 'draft')
    throw conflict('review-unread', 'A draft is handed in for review before it is published.');
  assertOver(incident);
  return published(changed, by, now);
}

function published(review: Review, by: Actor, now: Date): Review {
  const missing = REVIEW_NEEDS.filter((section) => review.sections[section].trim() === '');
  if (missing.length > 0)
    throw invalid(
      missing.map((section) => ({
        path: `sections.${section}`,
        code: 'section-empty',
        message: 'is needed before a review is published.',
      })),
    );
  return {
    ...review,
    state: 'published',
    edition: review.edition + 1,
    publishedBy: by,
    publishedAt: now,
  };
}

function assertOver(incident: Incident): void {
  if (isOpenIncident(incident))
    throw conflict('still-open', `${nameOf(incident)} is not resolved yet.`);
}
