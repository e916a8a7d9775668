import { Injectable } from '@nestjs/common';
import type { MethodKind } from '#contract';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { confirmationKey, readLink } from '../domain/link.js';
import { sendingScope } from '../domain/sending-scope.js';

/** Takes what a button in a message sends as proof that the message arrived. It stands for the code in it, and holds as long. */
@Injectable()
export class ConfirmMethod {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly settings: Settings,
  ) {}

  /**
   * @param origin where it was pressed, for the record
   * @returns of which kind the way is
   * @throws DomainError `not-found` for a token that we did not make, `gone` when it was used, is too old, or a newer one was sent
   */
  async execute(token: string, origin: Origin): Promise<MethodKind> {
    const target = readLink(confirmationKey(this.settings.get('SECRET')), token);
    if (!target) throw new DomainError('not-found', 'This is no token that Leitstand has sent.');
    const { notificationId, runId: id } = target;
    return this.unit.run({ ...sendingScope([]), origin }, async (write) => {
      const found = await this.methods.lockPending(write.tx, id, notificationId);
      if (!found) throw new DomainError('gone', 'Nothing can be confirmed by this any more.');
      await this.methods.verify(write.tx, id);
      write.record({
        action: 'contact-method.verified',
        territory: null,
        target: { kind: 'contact-method', id, name: found.kind },
      });
      write.emit(contactMethodChanged.of([found.userId], null));
      return found.kind;
    });
  }
}
