import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { RingsRepository } from '../db/rings.repository.js';
import { TopicsRepository } from '../db/topics.repository.js';
import { ownPageChanged } from '../domain/notification-events.js';

/** Has no page about a topic start any more, until it is kept again. */
@Injectable()
export class CloseTopic {
  constructor(
    private readonly topics: TopicsRepository,
    private readonly rings: RingsRepository,
  ) {}

  /** @throws DomainError `not-found` */
  async within(write: Write, topicIds: readonly string[]): Promise<void> {
    if (topicIds.length === 0) return;
    const found = await this.topics.close(write.tx, topicIds);
    const missing = topicIds.find((id) => !found.has(id));
    if (missing !== undefined) throw notFound('topic', missing);
    const people = await this.rings.paged(write.tx, topicIds);
    if (people.length > 0) write.emit(ownPageChanged.of(people, null));
  }
}
