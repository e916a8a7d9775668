import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReviewsRepository, type StoredEdition } from '../db/reviews.repository.js';
import { nameOf, type Incident, type IncidentNames } from '../domain/incident.js';
import type { Review, ReviewTexts } from '../domain/review.js';
import { factsOf, type ReviewFacts } from '../domain/review-facts.js';
import { ReadReviewFacts } from './read-review-facts.js';

/** A review with what is known: as of now, or as of when the edition was published that is shown. */
export interface ReviewView {
  readonly incident: Incident;
  readonly names: IncidentNames;
  readonly review: Review;
  /** what it shows: the newest texts unless another edition was asked for */
  readonly shown: {
    /** null = a draft */
    readonly edition: Pick<StoredEdition, 'edition' | 'publishedBy' | 'publishedAt'> | null;
    readonly sections: ReviewTexts;
    readonly facts: ReviewFacts;
  };
}

/** The review of an incident. */
@Injectable()
export class GetReview {
  constructor(
    private readonly database: DatabaseReader,
    private readonly reviews: ReviewsRepository,
    private readonly known: ReadReviewFacts,
  ) {}

  /**
   * @param key id or number of the incident
   * @param edition the newest unless told; a draft has none
   * @throws DomainError `not-found` for the incident, its review, or that edition
   */
  async execute(scope: Scope, key: string, edition?: number): Promise<ReviewView> {
    const { incident, names, facts } = await this.known.execute(scope, key);
    return this.database.read(scope, async (tx) => {
      const review = await this.reviews.find(tx, incident.id);
      if (!review) throw notFound('review', nameOf(incident));
      const view = { incident, names, review };
      const wanted = edition ?? review.edition;
      if (wanted === 0)
        return { ...view, shown: { edition: null, sections: review.sections, facts } };
      const stored = await this.reviews.edition(tx, incident.id, wanted);
      if (!stored) throw notFound('edition', `${nameOf(incident)}/${wanted}`);
      const { sections, facts: kept, ...of } = stored;
      return { ...view, shown: { edition: of, sections, facts: factsOf(kept) } };
    });
  }
}
