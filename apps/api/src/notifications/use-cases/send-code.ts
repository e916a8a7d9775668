import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { conflict, DomainError } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import { Channels } from '../channels/channels.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { CODE_LIFE_MS, isEnough, type ContactMethod } from '../domain/contact-method.js';
import { uselessAt } from '../domain/notification.js';
import { contactMethodChanged, notificationQueued } from '../domain/notification-events.js';
import { ownAccount, type OwnAccount } from '../domain/own-account.js';
import { KeepTopic } from './keep-topic.js';
import { LockOwnMethod } from './lock-own-method.js';

/** Sends a code to a way that is not verified yet: whoever reads it there proves that it leads to them. */
@Injectable()
export class SendCode {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lockOwn: LockOwnMethod,
    private readonly methods: ContactMethodsRepository,
    private readonly notifications: NotificationsRepository,
    private readonly keepTopic: KeepTopic,
    private readonly channels: Channels,
  ) {}

  /**
   * A code before it is void.
   * @throws DomainError `not-found`, `conflict` when it is verified already or there is no mail server, `rate-limited` after five in an hour
   */
  async execute(scope: AccessScope, id: string): Promise<void> {
    const own = ownAccount(scope);
    await this.unit.run(own.scope, async (write) => {
      await this.methods.lockOwner(write.tx, own.userId);
      const method = await this.lockOwn.within(write, own, id);
      if (method.verifiedAt !== null)
        throw conflict('verified-already', `${method.address ?? 'This way'} is verified already.`);
      await this.within(write, own, method);
    });
  }

  /** Within the turn of their owner. @throws DomainError `conflict` when there is no mail server, `rate-limited` as above */
  async within(
    write: Write,
    { userId, entries }: OwnAccount,
    { id, kind }: Pick<ContactMethod, 'id' | 'kind'>,
  ): Promise<void> {
    const { tx } = write;
    if (!this.channels.of(kind).canBeProven)
      throw conflict(
        'no-mail-server',
        'No mail server is set up here, so no code can be sent. Ask whoever runs this instance.',
      );
    if (isEnough('verification', await this.notifications.lastHour(tx, userId, 'verification')))
      throw new DomainError(
        'rate-limited',
        'Five codes were sent within an hour. Try again in an hour.',
      );
    const dueAt = await databaseNow(tx);
    const codeId = newId();
    await this.keepTopic.within(write, [{ id, userId }]);
    await this.notifications.add(tx, [
      {
        id: codeId,
        topic_id: id,
        territory: null,
        epoch: 1,
        kind: 'verification',
        urgency: 'high',
        run_id: null,
        loop: null,
        step: null,
        user_id: userId,
        method_id: id,
        due_at: dueAt,
        useless_at: uselessAt('verification', dueAt),
      },
    ]);
    await this.methods.beginCode(tx, id, codeId, CODE_LIFE_MS);
    write.emit(notificationQueued.of([id], null), contactMethodChanged.of([userId], null));
    const target = { kind: 'contact-method', id, name: kind };
    write.record(...entries({ action: 'contact-method.code-sent', target }));
  }
}
