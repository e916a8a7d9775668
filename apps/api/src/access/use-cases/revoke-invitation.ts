import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Mails } from '../../platform/mail/mails.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { territoriesOf, within } from '../domain/grants.js';
import { aboutInvitation } from '../domain/invitation.js';
import { onRecord, only } from '../domain/trail.js';

/** Voids an invitation's link, also while its mail waits. Row-level security keeps it to invitations that lie wholly within the scope's territories. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly invitations: InvitationsRepository,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` when no such invitation is open in the scope's territories */
  async execute(scope: Scope, id: string): Promise<void> {
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      const invitation = isId(id) ? await this.invitations.lockOpen(tx, { id }) : undefined;
      if (!invitation) throw notFound('open invitation', id);
      await this.invitations.close(tx, id, 'revoked_at', this.clock.now());
      await this.mails.withdraw(tx, aboutInvitation(id));
      write.emit(accessChanged.of([id], null));
      const { email, grants } = invitation;
      const target = { kind: 'invitation', id, name: email };
      const entries = onRecord(territoriesOf(grants), (territory) => {
        return {
          action: 'invitation.revoked',
          target,
          before: { email, grants: within(grants, only(territory)) },
        };
      });
      write.record(...entries);
    });
  }
}
