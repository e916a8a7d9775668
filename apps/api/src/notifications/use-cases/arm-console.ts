import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import { ArmedConsolesRepository } from '../db/armed-consoles.repository.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { RingsRepository } from '../db/rings.repository.js';
import { MOST_CONSOLES, type ArmedConsole } from '../domain/armed-console.js';
import { contactMethodChanged, notificationQueued } from '../domain/notification-events.js';
import { ownAccount, type OwnAccount } from '../domain/own-account.js';

/**
 * A tab is armed: it played its sound, and will ring when its owner is paged. It says so every 15 s; what waits for a console rings when
 * the first one is there.
 */
@Injectable()
export class ArmConsole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly consoles: ArmedConsolesRepository,
    private readonly methods: ContactMethodsRepository,
    private readonly rings: RingsRepository,
  ) {}

  /**
   * Any number of times; by the database's clock.
   * @param tab its own choice, a UUID
   * @throws DomainError `forbidden` for tokens, `conflict` where twenty others are armed
   */
  execute(scope: AccessScope, tab: string): Promise<ArmedConsole> {
    const own = ownAccount(scope);
    return this.unit.run(own.scope, async (write) => {
      write.unrecorded('that a tab is still open is no fact to keep');
      const { tx } = write;
      const before = await this.consoles.lockArmed(tx, own.userId);
      if (before.length >= MOST_CONSOLES && !before.includes(tab))
        throw conflict(
          'too-many-consoles',
          `More than ${MOST_CONSOLES} of your consoles are not armed at a time. Unarm one first.`,
        );
      const armed = await this.consoles.arm(tx, own.userId, tab);
      if (before.includes(tab)) return armed;
      await this.consoles.forgetStale(tx, own.userId);
      if (before.length === 0) await this.begin(write, own);
      write.emit(contactMethodChanged.of([own.userId], null));
      return armed;
    });
  }

  private async begin(write: Write, own: OwnAccount): Promise<void> {
    const added = await this.methods.addBrowser(write.tx, own.userId);
    if (added !== null) {
      const target = { kind: 'contact-method', id: added, name: 'browser' };
      write.record(...own.entries({ action: 'contact-method.verified', target }));
    }
    const topics = await this.rings.release(write.tx, own.userId);
    if (topics.length > 0) write.emit(notificationQueued.of(topics, null));
  }
}
