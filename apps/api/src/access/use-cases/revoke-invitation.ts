import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { territoriesOf, within } from '../domain/grants.js';
import { onRecord, only } from '../domain/trail.js';

/** Voids an invitation's link. Row-level security keeps it to invitations that lie wholly within the scope's territories. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(scope: Scope, id: string): Promise<void> {
    await this.database.transaction(scope, async (tx) => {
      const invitation = isId(id) ? await this.invitations.lockOpen(tx, { id }) : undefined;
      if (!invitation) throw notFound('open invitation', id);
      await this.invitations.close(tx, id, 'revoked_at', this.clock.now());
      await this.outbox.append(tx, accessChanged.of([id], null));
      const { email, grants } = invitation;
      const target = { kind: 'invitation', id, name: email };
      const entries = onRecord(territoriesOf(grants), (territory) => {
        return {
          action: 'invitation.revoked',
          target,
          before: { email, grants: within(grants, only(territory)) },
        };
      });
      await this.audit.append(tx, scope, ...entries);
    });
  }
}
