import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { MOST_METHODS, lastFour, type ContactMethod } from '../domain/contact-method.js';
import { ownAccount } from '../domain/own-account.js';
import { LockOwnMethod } from './lock-own-method.js';
import { SendCode } from './send-code.js';

/** Adds a mail address by which somebody wants to be reached, and sends a code there. */
@Injectable()
export class AddMailMethod {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly methods: ContactMethodsRepository,
    private readonly lockOwn: LockOwnMethod,
    private readonly sendCode: SendCode,
  ) {}

  /**
   * Nothing is sent there but the code, until it is verified.
   * @param address lower case
   * @throws DomainError `conflict` when they have it already, have ten, or there is no mail server; `rate-limited` after five codes in an hour
   */
  async execute(scope: AccessScope, address: string): Promise<ContactMethod> {
    const own = ownAccount(scope);
    return this.unit.run(own.scope, async (write) => {
      const { tx } = write;
      await this.methods.lockOwner(tx, own.userId);
      const id = newId();
      const present = await this.methods.list(tx, own.userId);
      if (present.length >= MOST_METHODS)
        throw conflict(
          'too-many-ways',
          `More than ${MOST_METHODS} ways are not kept. Remove one first.`,
        );
      const method = { id, userId: own.userId, address, lastFour: lastFour(address) };
      if (address === own.email || !(await this.methods.addMail(tx, method)))
        throw conflict('way-known', `${address} is one of your ways already.`);
      const target = { kind: 'contact-method', id, name: 'mail' };
      const after = { kind: 'mail', lastFour: method.lastFour };
      write.record(...own.entries({ action: 'contact-method.added', target, after }));
      await this.sendCode.within(write, own, { id, kind: 'mail' });
      return this.lockOwn.within(write, own, id);
    });
  }
}
