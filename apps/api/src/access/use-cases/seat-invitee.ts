import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { territoriesOf, within } from '../domain/grants.js';
import type { Invitation } from '../domain/invitation.js';
import { onRecord, only } from '../domain/trail.js';
import { CreateUser, type PersonToCreate } from './create-user.js';

/** Turns an invitation into an account, within the caller's transaction, however its holder proved who they are. */
@Injectable()
export class SeatInvitee {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly createUser: CreateUser,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param scope of this room, with every territory; the new user becomes the actor on record */
  async execute(
    tx: Tx,
    scope: Scope,
    invitation: Invitation,
    person: Pick<PersonToCreate, 'name' | 'locale' | 'passwordHash'>,
  ): Promise<void> {
    const { email, grants } = invitation;
    const { name } = person;
    const now = this.clock.now();
    const id = await this.createUser.execute(tx, { ...person, email, grants }, now);
    await this.invitations.close(tx, invitation.id, 'accepted_at', now);
    await this.outbox.append(tx, accessChanged.of([id, invitation.id], null));
    const acting = { ...scope, actor: { kind: 'user', id, name } as const };
    const target = { kind: 'user', id, name };
    const entries = onRecord(territoriesOf(grants), (territory) => {
      const after = {
        email,
        grants: within(grants, only(territory)),
        invitation: invitation.id,
        invitedBy: invitation.invitedBy,
      };
      return { action: 'invitation.accepted', target, after };
    });
    await this.audit.append(tx, acting, ...entries);
  }
}
