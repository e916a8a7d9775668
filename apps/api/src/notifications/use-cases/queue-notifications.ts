import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { newId } from '../../platform/kernel/ids.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { TopicsRepository } from '../db/topics.repository.js';
import { uselessAt, type NewNotification, type QueuedFor } from '../domain/notification.js';
import { notificationChanged, notificationQueued } from '../domain/notification-events.js';
import type { Topic } from '../domain/topic.js';
import { ReadReachability } from './read-reachability.js';

/** Has people told of a topic, in the transaction that makes it necessary. */
@Injectable()
export class QueueNotifications {
  constructor(
    private readonly topics: TopicsRepository,
    private readonly notifications: NotificationsRepository,
    private readonly reachability: ReadReachability,
  ) {}

  /**
   * One row for each verified way to each person.
   * @returns for each item whether anybody will be told, in their order
   * @throws Error when a topic was not kept, or the same step of the same run asks twice: faults of the program, and nothing is kept
   */
  async within(write: Write, items: readonly NewNotification[]): Promise<readonly QueuedFor[]> {
    if (items.length === 0) return [];
    const { tx } = write;
    const topics = await this.topics.find(tx, [...new Set(items.map(({ topicId }) => topicId))]);
    const ways = await this.reachability.execute(tx, [
      ...new Set(items.map(({ userId }) => userId)),
    ]);
    const queued = items.map((item) => ({ item, methods: ways.get(item.userId) ?? [] }));
    const rows = queued.flatMap(({ item, methods }) =>
      methods.map(({ methodId }) => rowOf(item, topicOf(topics, item.topicId), methodId)),
    );
    await this.notifications.add(tx, rows);
    for (const { id, territory } of topics.values())
      write.emit(notificationQueued.of([id], territory), notificationChanged.of([id], territory));
    return queued.map(({ item, methods }) => ({ userId: item.userId, methods: methods.length }));
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
