import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { TopicsRepository } from '../db/topics.repository.js';

/** Has no page start any more that was asked for until now, as when somebody acknowledged what it is about. */
@Injectable()
export class RaiseEpoch {
  constructor(private readonly topics: TopicsRepository) {}

  /** Holds from the commit on: what is being sent at that moment still goes out. @throws DomainError `not-found` */
  async within(write: Write, topicId: string): Promise<void> {
    if (!(await this.topics.raiseEpoch(write.tx, topicId))) throw notFound('topic', topicId);
  }
}
