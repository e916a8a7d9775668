import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { newId } from '../../platform/kernel/ids.js';
import { Channels } from '../channels/channels.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { TopicsRepository } from '../db/topics.repository.js';
import { countedWays, furtherWays, type ReachableBy } from '../domain/contact-method.js';
import { uselessAt, type NewNotification, type QueuedFor } from '../domain/notification.js';
import {
  notificationChanged,
  notificationQueued,
  ownPageChanged,
} from '../domain/notification-events.js';
import { isRung } from '../domain/ring.js';
import type { Topic } from '../domain/topic.js';

/** Has people told of a topic, in the transaction that makes it necessary. */
@Injectable()
export class QueueNotifications {
  constructor(
    private readonly topics: TopicsRepository,
    private readonly notifications: NotificationsRepository,
    private readonly methods: ContactMethodsRepository,
    private readonly channels: Channels,
  ) {}

  /**
   * One row for each verified way to each person, and one for their consoles if they ever armed one, whether one is armed now or not.
   * @returns for each item whether anybody will be told, in their order
   * @throws Error when a topic was not kept, or the same step of the same run asks twice: faults of the program, and nothing is kept
   */
  async within(write: Write, items: readonly NewNotification[]): Promise<readonly QueuedFor[]> {
    if (items.length === 0) return [];
    const { tx } = write;
    const topics = await this.topics.find(tx, [...new Set(items.map(({ topicId }) => topicId))]);
    const ways = await this.methods.reachable(tx, [...new Set(items.map(({ userId }) => userId))]);
    const queued = items.map((item) => ({ item, ...this.waysOf(item, ways) }));
    const rows = queued.flatMap(({ item, counted, further, consoles }) =>
      [...counted, ...further, ...consoles].map(({ methodId }) =>
        rowOf(item, topicOf(topics, item.topicId), methodId),
      ),
    );
    await this.notifications.add(tx, rows);
    for (const [territory, some] of Map.groupBy(topics.values(), (topic) => topic.territory)) {
      const ids = some.map(({ id }) => id);
      write.emit(notificationQueued.of(ids, territory), notificationChanged.of(ids, territory));
    }
    const paged = items.flatMap(({ kind, userId }) =>
      kind === 'page' || kind === 'responder_request' ? [userId] : [],
    );
    if (paged.length > 0) write.emit(ownPageChanged.of([...new Set(paged)], null));
    return queued.map(({ item, counted, further, consoles }) => ({
      userId: item.userId,
      methods: counted.length,
      further: further.length,
      rings: consoles.length > 0,
    }));
  }

  private waysOf(
    { kind, userId }: NewNotification,
    ways: ReadonlyMap<string, readonly ReachableBy[]>,
  ): Readonly<Record<'counted' | 'further' | 'consoles', readonly ReachableBy[]>> {
    const all = ways.get(userId) ?? [];
    return {
      counted: countedWays(all, this.channels.isSetUp),
      further: furtherWays(all, this.channels.isSetUp),
      consoles: isRung(kind) ? all.filter((way) => way.kind === 'browser') : [],
    };
  }
}

function topicOf(topics: ReadonlyMap<string, Topic>, id: string): Topic {
  const topic = topics.get(id);
  if (!topic) throw new Error(`the topic ${id} was not kept`);
  return topic;
}

function rowOf(item: NewNotification, { epoch, territory }: Topic, methodId: string) {
  const { topicId, kind, userId, urgency, run, dueAt } = item;
  return {
    id: newId(),
    topic_id: topicId,
    territory,
    epoch,
    kind,
    urgency,
    run_id: run?.id ?? null,
    loop: run?.loop ?? null,
    step: run?.step ?? null,
    user_id: userId,
    method_id: methodId,
    due_at: dueAt,
    useless_at: uselessAt(kind, dueAt),
  };
}
