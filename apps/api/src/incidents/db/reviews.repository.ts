import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { ReviewState } from '#contract';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Review, ReviewTexts } from '../domain/review.js';
import type { ReviewFacts, StoredFacts } from '../domain/review-facts.js';
import type { IncidentReviewsTable } from './tables.js';

/** Which reviews are wanted. */
export interface ReviewFilter {
  readonly state?: ReviewState | undefined;
  readonly territory?: string | undefined;
  readonly subject?: string | undefined;
  /** of incidents with numbers below this one */
  readonly before?: number | undefined;
}

/** A review as it was published. */
export interface StoredEdition {
  readonly edition: number;
  readonly sections: ReviewTexts;
  readonly facts: StoredFacts;
  readonly publishedBy: Actor;
  readonly publishedAt: Date;
}

/** Reviews of incidents, and their published editions. What a scope may not see does not exist for it. */
@Injectable()
export class ReviewsRepository {
  async find(tx: Tx, incidentId: string): Promise<Review | null> {
    const row = await this.one(tx, incidentId).executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Keeps other writers off it until the transaction ends. */
  async lock(tx: Tx, incidentId: string): Promise<Review | null> {
    const row = await this.one(tx, incidentId).forUpdate().executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Newest incidents first. */
  async list(tx: Tx, filter: ReviewFilter, limit: number): Promise<Review[]> {
    const { state, territory, subject, before } = filter;
    let query = tx
      .selectFrom('incident_reviews as r')
      .innerJoin('incidents as i', 'i.id', 'r.incident_id')
      .selectAll('r')
      .orderBy('i.number', 'desc')
      .limit(limit);
    if (state !== undefined) query = query.where('r.state', '=', state);
    if (territory !== undefined) query = query.where('r.territory', '=', territory);
    if (subject !== undefined) query = query.where('i.subject', '=', subject);
    if (before !== undefined) query = query.where(sql<boolean>`i.number < ${before}::bigint`);
    return (await query.execute()).map(fromRow);
  }

  /** The transaction has locked its incident. */
  async insert(tx: Tx, review: Review): Promise<void> {
    await tx
      .insertInto('incident_reviews')
      .values({ incident_id: review.incidentId, territory: review.territory, ...toRow(review) })
      .execute();
  }

  async update(tx: Tx, review: Review): Promise<void> {
    await tx
      .updateTable('incident_reviews')
      .set(toRow(review))
      .where('incident_id', '=', review.incidentId)
      .execute();
  }

  /** Keeps the newest edition of a review that was just published. @param facts what is known */
  async publish(tx: Tx, review: Review, facts: ReviewFacts): Promise<void> {
    const { incidentId, territory, edition, sections, publishedBy, publishedAt } = review;
    if (publishedBy === null || publishedAt === null) throw new Error('it is not published');
    await tx
      .insertInto('incident_review_editions')
      .values({
        incident_id: incidentId,
        edition,
        territory,
        sections: JSON.stringify(sections),
        facts: JSON.stringify(facts),
        published_by: JSON.stringify(publishedBy),
        published_at: publishedAt,
      })
      .execute();
  }

  async edition(tx: Tx, incidentId: string, edition: number): Promise<StoredEdition | null> {
    const row = await tx
      .selectFrom('incident_review_editions')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .where('edition', '=', edition)
      .executeTakeFirst();
    if (!row) return null;
    const { sections, facts, published_by: publishedBy, published_at: publishedAt } = row;
    return { edition, sections, facts, publishedBy, publishedAt };
  }

  private one(tx: Tx, incidentId: string) {
    return tx.selectFrom('incident_reviews').selectAll().where('incident_id', '=', incidentId);
  }
}

function toRow(review: Review) {
  const { state, edition, version, startedAt, publishedBy, publishedAt, updatedAt } = review;
  return {
    state,
    sections: JSON.stringify(review.sections),
    edition,
    started_by: JSON.stringify(review.startedBy),
    started_at: startedAt,
    published_by: publishedBy && JSON.stringify(publishedBy),
    published_at: publishedAt,
    version,
    updated_at: updatedAt,
  };
}

function fromRow(row: Selectable<IncidentReviewsTable>): Review {
  const { territory, state, sections, edition, version } = row;
  return {
    incidentId: row.incident_id,
    territory,
    state,
    sections,
    edition,
    startedBy: row.started_by,
    startedAt: row.started_at,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    version,
    updatedAt: row.updated_at,
  };
}
