import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { TopicsRepository } from '../db/topics.repository.js';
import type { TopicOwner } from '../domain/topic.js';

/** Makes sure that there is a topic that people can be told of. */
@Injectable()
export class KeepTopic {
  constructor(private readonly topics: TopicsRepository) {}

  /**
   * A new one is open, at epoch 1. One that was closed is open again, an epoch later; one that is open stays as it is.
   * @param id the caller's choice, a UUID
   */
  within(write: Write, { id, ...owner }: { readonly id: string } & TopicOwner): Promise<void> {
    return this.topics.keep(write.tx, id, owner);
  }
}
