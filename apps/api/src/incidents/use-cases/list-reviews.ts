import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { ReviewsRepository, type ReviewFilter } from '../db/reviews.repository.js';
import { NO_NAMES } from '../domain/incident.js';
import type { Review } from '../domain/review.js';
import type { RelatedIncident } from './list-incidents.js';

/** A review as lists show it. */
export interface ListedReview extends RelatedIncident {
  readonly review: Review;
}

/** Reviews of incidents, those of the newest first. */
@Injectable()
export class ListReviews {
  constructor(
    private readonly database: DatabaseReader,
    private readonly reviews: ReviewsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
  ) {}

  execute(scope: Scope, filter: ReviewFilter, limit: number): Promise<Page<ListedReview>> {
    return this.database.read(scope, async (tx) => {
      const reviews = await this.reviews.list(tx, filter, limit + 1);
      const ids = reviews.map(({ incidentId }) => incidentId);
      const incidents = new Map(
        (await this.incidents.some(tx, ids)).map((incident) => [incident.id, incident]),
      );
      const names = await this.names.ofIncidents(tx, ids);
      const listed = reviews.flatMap((review) => {
        const incident = incidents.get(review.incidentId);
        return incident ? [{ review, incident, names: names.get(incident.id) ?? NO_NAMES }] : [];
      });
      return pageOf(listed, limit, ({ incident }) => String(incident.number));
    });
  }
}
