import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { RingsRepository } from '../db/rings.repository.js';
import { changeOf } from '../domain/notification-events.js';
import { readLink, receiptKey } from '../domain/link.js';
import { SENDING_ACTOR } from '../domain/sending-scope.js';

/** A device says that a message is there. What a server took may wait for a device that is off: only this proves that it arrived. */
@Injectable()
export class ConfirmDelivery {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly rings: RingsRepository,
    private readonly settings: Settings,
  ) {}

  /**
   * Any number of times; the first counts, even where the server's own answer got lost.
   * @throws DomainError `not-found` for a token that we did not make, `gone` for a message that is not kept any more
   */
  async execute(token: string): Promise<void> {
    const target = readLink(receiptKey(this.settings.get('SECRET')), token);
    if (!target) throw new DomainError('not-found', 'This is no token that Leitstand has sent.');
    const { notificationId: id, runId: methodId } = target;
    await this.unit.run(await this.scopes.open(SENDING_ACTOR), async (write) => {
      write.unrecorded('attempts are on record by themselves, append-only');
      const sent = await this.rings.lockSent(write.tx, id, methodId);
      if (!sent) throw new DomainError('gone', 'This message is not kept any more.');
      if (sent.isOver) return;
      await this.rings.delivered(write.tx, { id, attempt: sent.attempt });
      write.emit(changeOf(sent));
    });
  }
}
