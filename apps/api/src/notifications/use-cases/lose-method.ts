import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { KeepTopic } from './keep-topic.js';
import { QueueNotifications } from './queue-notifications.js';

/** A way turned out to lead nowhere: nothing is sent there until it is proven anew, and its owner is told so by the others. */
@Injectable()
export class LoseMethod {
  constructor(
    private readonly methods: ContactMethodsRepository,
    private readonly keepTopic: KeepTopic,
    private readonly queue: QueueNotifications,
  ) {}

  /** Tells once, however many messages come back. */
  async within(
    write: Write,
    { methodId, userId }: Pick<ClaimedNotification, 'methodId' | 'userId'>,
  ): Promise<void> {
    if (!(await this.methods.unverify(write.tx, methodId))) return;
    await this.keepTopic.within(write, [{ id: methodId, userId }]);
    const dueAt = await databaseNow(write.tx);
    const item = { topicId: methodId, kind: 'self', userId, urgency: 'low', run: null } as const;
    await this.queue.within(write, [{ ...item, dueAt }]);
    write.emit(contactMethodChanged.of([userId], null));
  }
}
