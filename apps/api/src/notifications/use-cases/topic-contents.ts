import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { Reader } from '../../platform/kernel/reader.js';
import type { NotificationKind } from '../domain/notification.js';
import type { TopicContent } from '../domain/topic-content.js';

/** A topic, and who is to be told of it by what kind of notification. */
export interface ToldTopic {
  readonly topicId: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly reader: Reader;
}

/** What a room says of its topics. */
export interface TopicContentProvider {
  /** whether notifications of this kind are about topics of this room */
  owns(kind: NotificationKind): boolean;
  /**
   * What there is to say right now.
   * @param tx of background work, in the territory of the topics
   * @returns for each, in their order; null when there is nothing to say any more: the notification is then cancelled
   */
  contentsOf(tx: Tx, topics: readonly ToldTopic[]): Promise<readonly (TopicContent | null)[]>;
}

/** Who knows what topics are about. Rooms downstream register when their module starts. */
@Injectable()
export class TopicContents {
  private readonly providers: TopicContentProvider[] = [];

  register(provider: TopicContentProvider): void {
    this.providers.push(provider);
  }

  /** The one for a kind; undefined in a process that does not have its room. */
  of(kind: NotificationKind): TopicContentProvider | undefined {
    return this.providers.find((provider) => provider.owns(kind));
  }
}
