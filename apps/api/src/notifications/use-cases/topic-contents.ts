import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { Reader } from '../../platform/kernel/reader.js';
import type { NotificationKind } from '../domain/notification.js';
import type { TopicContent } from '../domain/topic-content.js';

/** Who is told of a topic, and by what kind of notification. */
export interface ToldTo {
  readonly userId: string;
  readonly kind: NotificationKind;
}

/** What a room says of its topics. */
export interface TopicContentProvider {
  /** whether notifications of this kind are about topics of this room */
  owns(kind: NotificationKind): boolean;
  /**
   * What there is to say right now.
   * @param tx of background work, in the topic's territory
   * @param to who is told, and by what kind of notification
   * @returns null when there is nothing to say any more: the notification is then cancelled
   */
  contentOf(tx: Tx, topicId: string, reader: Reader, to: ToldTo): Promise<TopicContent | null>;
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
