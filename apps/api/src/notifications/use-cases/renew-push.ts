import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { WebPushChannel } from '../channels/webpush/webpush.channel.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { ownAccount } from '../domain/own-account.js';

/** Where a browser was pushed to until now, and its subscription since. */
export interface RenewedPush {
  readonly old: string;
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/**
 * A browser was given another address by its push service, and says so by itself. It goes on to be the way that it was, proven or not: nobody
 * but that browser and we know the address before, and the session says whose it is.
 */
@Injectable()
export class RenewPush {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly channel: WebPushChannel,
  ) {}

  /** It may be said any number of times. @throws DomainError `not-found` for an address that is none of theirs, `validation-failed` */
  async execute(scope: AccessScope, { old, ...subscription }: RenewedPush): Promise<void> {
    const own = ownAccount(scope);
    const draft = this.channel.draft({ ...subscription, name: '' });
    const { kind } = this.channel;
    await this.unit.run(own.scope, async (write) => {
      const { tx } = write;
      await this.methods.lockOwner(tx, own.userId);
      const found = await this.methods.redirect(tx, { userId: own.userId, kind }, old, draft);
      if (!found) throw notFound('browser', 'of that address');
      if (found.already) {
        write.unrecorded('it was said before');
        return;
      }
      const target = { kind: 'contact-method', id: found.id, name: kind };
      write.record(...own.entries({ action: 'contact-method.renewed', target }));
      write.emit(contactMethodChanged.of([own.userId], null));
    });
  }
}
