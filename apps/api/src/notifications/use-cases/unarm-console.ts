import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { ArmedConsolesRepository } from '../db/armed-consoles.repository.js';
import { contactMethodChanged } from '../domain/notification-events.js';
import { ownAccount } from '../domain/own-account.js';

/** A tab rings no more. One that is closed without a word counts as none half a minute later. */
@Injectable()
export class UnarmConsole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly consoles: ArmedConsolesRepository,
  ) {}

  /** Any number of times, whether it was armed or not. @throws DomainError `forbidden` for tokens */
  execute(scope: AccessScope, tab: string): Promise<void> {
    const own = ownAccount(scope);
    return this.unit.run(own.scope, async (write) => {
      write.unrecorded('that a tab is still open is no fact to keep');
      await this.consoles.unarm(write.tx, own.userId, tab);
      write.emit(contactMethodChanged.of([own.userId], null));
    });
  }
}
