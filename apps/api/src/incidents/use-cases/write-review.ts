import { Injectable } from '@nestjs/common';
import type { ReviewState } from '#contract';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReviewsRepository } from '../db/reviews.repository.js';
import { reviewChanged } from '../domain/incident-events.js';
import { nameOf, type Incident } from '../domain/incident.js';
import {
  begunReview,
  movedReview,
  writtenReview,
  type Review,
  type ReviewTexts,
} from '../domain/review.js';
import { knownSpent, type ReviewFacts } from '../domain/review-facts.js';
import { MoveIncident } from './move-incident.js';
import { ReadReviewFacts } from './read-review-facts.js';

/** What is done with a review: texts are written, or it goes on to a state. */
export type ReviewChange =
  | { readonly sections: Partial<ReviewTexts> }
  | { readonly state: ReviewState };

/** Begins the review of an incident that is over, writes on it, hands it in, publishes it. */
@Injectable()
export class WriteReview {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly reviews: ReviewsRepository,
    private readonly known: ReadReviewFacts,
  ) {}

  /**
   * @param key id or number of the incident
   * @returns whether it was begun by this
   * @throws DomainError `not-found`, `precondition-failed`, `conflict`, and `validation-failed` for sections that are still to be written
   */
  async execute(
    scope: Scope,
    key: string,
    expected: Expected,
    change: ReviewChange,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const { facts } = await this.known.execute(scope, key);
    return this.unit.run(scope, async (write) => {
      const incident = await this.incidents.lock(write, key);
      const before = await this.reviews.lock(write.tx, incident.id);
      const name = `review of ${nameOf(incident)}`;
      assertExpected(expected, before?.version ?? null, name);
      if (!before && 'state' in change) throw notFound('review', nameOf(incident));
      const now = await databaseNow(write.tx);
      const after = nextOf(before, incident, change, scope, now);
      if (after === before) return 'unchanged';
      await this.keep(write, incident, before, after, facts);
      return before ? 'changed' : 'created';
    });
  }

  private async keep(
    write: Write,
    incident: Incident,
    before: Review | null,
    after: Review,
    facts: ReviewFacts,
  ): Promise<void> {
    const { tx } = write;
    if (before) await this.reviews.update(tx, after);
    else await this.reviews.insert(tx, after);
    const isPublished = after.edition > (before?.edition ?? 0);
    if (isPublished) await this.reviews.publish(tx, after, await this.kept(write, after, facts));
    write.record({
      action: `review.${isPublished ? 'published' : before ? 'changed' : 'started'}`,
      target: { kind: 'incident', id: incident.id, name: nameOf(incident) },
      territory: incident.territory,
      before: before && recorded(before),
      after: recorded(after),
    });
    write.emit(reviewChanged.of([incident.id], incident.territory));
  }

  /** What an edition says: what an earlier one knew and nobody knows any more stays known. */
  private async kept(write: Write, after: Review, facts: ReviewFacts): Promise<ReviewFacts> {
    if (after.edition === 1) return facts;
    const last = await this.reviews.edition(write.tx, after.incidentId, after.edition - 1);
    return last ? { ...facts, slos: knownSpent(facts.slos, last.facts.slos) } : facts;
  }
}

function nextOf(
  before: Review | null,
  incident: Incident,
  change: ReviewChange,
  { actor }: Scope,
  now: Date,
): Review {
  const review = before ?? begunReview(incident, actor, now);
  if ('state' in change) return movedReview(review, incident, change.state, actor, now);
  const written = writtenReview(review, change.sections, actor, now);
  return before ? written : { ...written, version: review.version };
}

const recorded = ({ state, edition, sections }: Review) => ({ state, edition, sections });
