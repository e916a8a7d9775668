import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { conflict, notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import { ArmedConsolesRepository } from '../db/armed-consoles.repository.js';
import { RingsRepository } from '../db/rings.repository.js';
import { changeOf, ownPageChanged } from '../domain/notification-events.js';
import { ownAccount } from '../domain/own-account.js';

/** States in which nobody has said yet that it was heard: while consoles have time to, and after it. */
const UNHEARD: readonly string[] = ['leased', 'retry_wait', 'held'];

/** A console says that it rang. Nothing else proves that a notification by browser arrived. */
@Injectable()
export class ConfirmRing {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly consoles: ArmedConsolesRepository,
    private readonly rings: RingsRepository,
  ) {}

  /**
   * The first console that says so counts, a late one as well; any further time has no effect.
   * @param id of a notification that consoles were told of
   * @param tab the console that rang
   * @throws DomainError `forbidden` for tokens, `not-found`, `conflict` where that console is not armed
   */
  async execute(scope: AccessScope, id: string, tab: string): Promise<void> {
    const own = ownAccount(scope);
    await this.unit.run(own.scope, async (write) => {
      write.unrecorded('attempts are on record by themselves, append-only');
      const { tx } = write;
      const armed = await this.consoles.lockArmed(tx, own.userId);
      const ring = isId(id) ? await this.rings.lock(tx, own.userId, id) : null;
      if (!ring) throw notFound('notification', id);
      if (!armed.includes(tab))
        throw conflict('not-armed', 'This console is not armed, so it cannot have rung.');
      if (!UNHEARD.includes(ring.state)) return;
      await this.rings.delivered(tx, { id, attempt: ring.attempt });
      const { topicId, territory } = ring;
      write.emit(changeOf({ topicId, territory, userId: own.userId }));
      write.emit(ownPageChanged.of([own.userId], null));
    });
  }
}
