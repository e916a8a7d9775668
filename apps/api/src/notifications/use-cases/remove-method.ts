import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { ownAccount } from '../domain/own-account.js';
import { LockOwnMethod } from './lock-own-method.js';

/** Takes a way to oneself away: nothing is sent there any more, not even what waits. */
@Injectable()
export class RemoveMethod {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly lockOwn: LockOwnMethod,
  ) {}

  /** @throws DomainError `not-found`, `conflict` for what comes with the account */
  async execute(scope: AccessScope, id: string): Promise<void> {
    const own = ownAccount(scope);
    await this.unit.run(own.scope, async (write) => {
      const method = await this.lockOwn.within(write, own, id);
      if (method.account)
        throw conflict(
          'comes-with-account',
          'What comes with your account cannot be removed: its address always leads to you, and a console is unarmed where it is.',
        );
      await this.methods.remove(write.tx, id);
      const target = { kind: 'contact-method', id, name: method.kind };
      write.record(...own.entries({ action: 'contact-method.removed', target }));
      write.emit(contactMethodChanged.of([own.userId], null));
    });
  }
}
