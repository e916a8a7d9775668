import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { ReviewsRepository, type StoredEdition } from '../db/reviews.repository.js';
import {
  nameOf,
  NO_NAMES,
  numberIn,
  type Incident,
  type IncidentNames,
} from '../domain/incident.js';
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
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
    private readonly reviews: ReviewsRepository,
    private readonly known: ReadReviewFacts,
  ) {}

  /**
   * @param key id or number of the incident
   * @param edition the newest unless told; a draft has none
   * @throws DomainError `not-found` for the incident, its review, or that edition
   */
  async execute(scope: Scope, key: string, edition?: number): Promise<ReviewView> {
    const { shown, ...view } = await this.database.read(scope, (tx) =>
      this.stored(tx, key, edition),
    );
    if (shown) return { ...view, shown };
    const { facts } = await this.known.execute(scope, key);
    return { ...view, shown: { edition: null, sections: view.review.sections, facts } };
  }

  /** What is kept; `shown` is null for a draft, whose facts are as of now. */
  private async stored(tx: Tx, key: string, edition: number | undefined) {
    const id = isId(key) ? key : numberIn(key);
    const incident = id === null ? null : await this.incidents.find(tx, id);
    if (!incident) throw notFound('incident', key);
    const review = await this.reviews.find(tx, incident.id);
    if (!review) throw notFound('review', nameOf(incident));
    const names = (await this.names.ofIncidents(tx, [incident.id])).get(incident.id) ?? NO_NAMES;
    const wanted = edition ?? review.edition;
    if (wanted === 0) return { incident, names, review, shown: null };
    const kept = await this.reviews.edition(tx, incident.id, wanted);
    if (!kept) throw notFound('edition', `${nameOf(incident)}/${wanted}`);
    const { sections, facts, ...of } = kept;
    return { incident, names, review, shown: { edition: of, sections, facts: factsOf(facts) } };
  }
}
