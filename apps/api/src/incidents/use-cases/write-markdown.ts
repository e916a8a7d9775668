import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/kernel/reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { nameOf, titleOf } from '../domain/incident.js';
import { reviewMarkdown } from '../domain/review-markdown.js';
import { GetReview } from './get-review.js';
import { ListActionItems } from './list-action-items.js';

/** More than anybody reads. */
const MOST_ITEMS = 500;

/** The review of an incident as a text, to be kept elsewhere. */
@Injectable()
export class WriteMarkdown {
  constructor(
    private readonly reviews: GetReview,
    private readonly items: ListActionItems,
  ) {}

  /** @param key id or number of the incident; @returns Markdown; @throws DomainError `not-found` */
  async execute(scope: Scope, key: string, reader: Reader): Promise<string> {
    const { incident, names, review, shown } = await this.reviews.execute(scope, key);
    const { items } = await this.items.execute(scope, { incident: incident.id }, MOST_ITEMS);
    const title = titleOf(incident, names, reader.locale);
    return reviewMarkdown(
      { name: nameOf(incident), title, state: review.state, ...shown, items },
      reader,
    );
  }
}
