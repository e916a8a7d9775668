import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Mails } from '../../platform/mail/mails.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import {
  cellsOf,
  grantChange,
  grantsOf,
  territoriesOf,
  within,
  type Grant,
} from '../domain/grants.js';
import { aboutInvitation, maySeat, type OpenInvitation } from '../domain/invitation.js';
import { onRecord, only } from '../domain/trail.js';
import type { User } from '../domain/user.js';
import { VoidResetLinks } from './void-reset-links.js';
import { CreateUser, type PersonToCreate } from './create-user.js';

/** Whoever takes a seat: somebody who has no account yet, or the account of the address. */
export type Invitee = Pick<PersonToCreate, 'name' | 'locale' | 'passwordHash'> | User;

/** Turns an invitation into an account, or into more roles of one, within the caller's transaction, however its holder proved who they are. */
@Injectable()
export class SeatInvitee {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly createUser: CreateUser,
    private readonly resetLinks: VoidResetLinks,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  /**
   * @param write in the scope of this room, with every territory; the user goes on record as the actor
   * @throws DomainError `gone` when whoever made the invitation may not give such a seat any more
   */
  async execute(write: Write, invitation: OpenInvitation, invitee: Invitee): Promise<void> {
    const { email, grants } = invitation;
    const { name } = invitee;
    await this.assertBacked(write.tx, invitation);
    const now = this.clock.now();
    const earlier = 'id' in invitee ? invitee.grants : null;
    const id =
      'id' in invitee
        ? await this.widen(write.tx, invitee, grants)
        : await this.createUser.execute(write.tx, { ...invitee, email, grants }, now);
    await this.invitations.close(write.tx, invitation.id, 'accepted_at', now);
    await this.mails.withdraw(write.tx, aboutInvitation(invitation.id));
    write.emit(accessChanged.of([id, invitation.id], null));
    const target = { kind: 'user', id, name } as const;
    const entries = onRecord(territoriesOf(grants), (territory) => {
      const held = grantsOf(cellsOf([...(earlier ?? []), ...grants]));
      const after = {
        email,
        grants: within(held, only(territory)),
        invitation: invitation.id,
        invitedBy: invitation.invitedBy,
      };
      const before = earlier && { grants: within(earlier, only(territory)) };
      return { action: 'invitation.accepted', target, before, after };
    });
    write.recordAs(target, ...entries);
  }

  private async widen(tx: Tx, user: User, grants: readonly Grant[]): Promise<string> {
    const { add } = grantChange(user.grants, [...user.grants, ...grants]);
    await this.users.changeGrants(tx, user.id, add, []);
    await this.resetLinks.execute(tx, user.id); // whoever made one could do so for less
    return user.id;
  }

  private async assertBacked(tx: Tx, { inviter, grants }: OpenInvitation): Promise<void> {
    if (inviter === null || maySeat(await this.users.find(tx, inviter), grants)) return;
    throw new DomainError(
      'gone',
      'Whoever invited you may not give this seat any more. Ask an administrator for a new invitation.',
    );
  }
}
