import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { TopicsRepository } from '../db/topics.repository.js';
import type { TopicOwner } from '../domain/topic.js';

/** A topic that is to be there. */
export type KeptTopic = {
  /** the caller's choice, a UUID */
  readonly id: string;
} & TopicOwner;

/** Makes sure that there are topics that people can be told of. */
@Injectable()
export class KeepTopic {
  constructor(private readonly topics: TopicsRepository) {}

  /** A new one is open, at epoch 1. One that was closed is open again, an epoch later; one that is open stays as it is. */
  within(write: Write, topics: readonly KeptTopic[]): Promise<void> {
    return this.topics.keep(write.tx, topics);
  }
}
