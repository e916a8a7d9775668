import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict, DomainError } from '../../platform/kernel/domain-error.js';
import { ArmedConsolesRepository } from '../db/armed-consoles.repository.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { isEnough } from '../domain/contact-method.js';
import { ownAccount } from '../domain/own-account.js';
import { KeepTopic } from './keep-topic.js';
import { QueueNotifications } from './queue-notifications.js';

/** Has a message sent to oneself by every verified way, as a page would be; consoles that are armed ring once. */
@Injectable()
export class SendTestMessage {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly keepTopic: KeepTopic,
    private readonly queue: QueueNotifications,
    private readonly notifications: NotificationsRepository,
    private readonly consoles: ArmedConsolesRepository,
    private readonly methods: ContactMethodsRepository,
  ) {}

  /**
   * @returns by how many ways it goes out
   * @throws DomainError `conflict` when there is none, `rate-limited` after ten in an hour
   */
  async execute(scope: AccessScope): Promise<number> {
    const own = ownAccount(scope);
    const { userId, name } = own;
    return this.unit.run(own.scope, async (write) => {
      await this.methods.lockOwner(write.tx, userId);
      if (isEnough('test', await this.notifications.lastHour(write.tx, userId, 'test')))
        throw new DomainError(
          'rate-limited',
          'Ten test messages were sent within an hour. Try again in an hour.',
        );
      await this.keepTopic.within(write, [{ id: userId, userId }]);
      const dueAt = await databaseNow(write.tx);
      const item = { topicId: userId, kind: 'test', userId, urgency: 'high', run: null } as const;
      const [queued] = await this.queue.within(write, [{ ...item, dueAt }]);
      const armed = await this.consoles.lockArmed(write.tx, userId);
      const sent = queued ? queued.methods + queued.further : 0;
      const ways = sent + (queued?.rings && armed.length > 0 ? 1 : 0);
      if (ways === 0)
        throw conflict('no-way', 'No way leads to you yet, so nothing could be sent.');
      const target = { kind: 'user', id: userId, name };
      write.record(...own.entries({ action: 'contact-method.tested', target }));
      return ways;
    });
  }
}
