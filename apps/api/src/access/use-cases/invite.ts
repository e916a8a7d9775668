import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { Mails } from '../../platform/mail/mails.js';
import { SendMails } from '../../platform/mail/send-mails.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { conflict, DomainError, forbidden } from '../../platform/kernel/domain-error.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { cellsOf, grantsOf, territoriesOf, within, type Grant } from '../domain/grants.js';
import { aboutInvitation, invitationExpiry, type Invitation } from '../domain/invitation.js';
import { invitationMail } from '../domain/invitation-mail.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord, only } from '../domain/trail.js';
import { isVisible } from '../domain/user.js';
import { asAccess } from '../domain/access-scopes.js';
import { assertMayGrant } from '../domain/ability.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';

/** Who is invited, and to what. */
export interface InviteCommand {
  readonly email: string;
  readonly grants: readonly Grant[];
  /** language of the mail; the inviter's own when not given */
  readonly locale?: 'de' | 'en' | undefined;
}

/** An invitation with what its maker sees once. */
export interface MadeInvitation extends Invitation {
  readonly link: string;
  readonly mailed: boolean;
}

/** Invites somebody: a link for them, sent by mail where a mail server is set up, and shown to the inviter once. */
@Injectable()
export class Invite {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly territories: TerritoriesRepository,
    private readonly mails: Mails,
    private readonly sendMails: SendMails,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` beyond the scope's territories and for roles beyond the actor's own, `conflict` when the address has an account that the actor sees, or an invitation */
  async execute(scope: AccessScope, command: InviteCommand): Promise<MadeInvitation> {
    const foreign = territoriesOf(command.grants).filter(
      (territory) => !scope.territories.includes(territory),
    );
    if (foreign.length > 0)
      throw forbidden(
        'not-administrator',
        `You are no administrator of ${foreign.join(', ')}.`,
        foreign,
      );
    assertMayGrant(scope, cellsOf(command.grants));
    const now = this.clock.now();
    const email = command.email.toLowerCase();
    const { token, hash } = newSecret();
    const grants = grantsOf(cellsOf(command.grants));
    const invitation = {
      id: newId(),
      email,
      grants,
      invitedBy: scope.actor.name,
      createdAt: now,
      expiresAt: invitationExpiry(now),
    };
    const link = `${this.settings.publicUrl}/invitation?token=${token}`;
    const promised = await this.unit.run(asAccess(scope), async (write) => {
      const { tx } = write;
      await this.invitations.lockAddress(tx, email);
      await this.refuseKnown(tx, scope, email, now);
      await this.invitations.add(tx, { ...invitation, inviter: scope.principal.userId }, hash);
      write.emit(accessChanged.of([invitation.id], null));
      const target = { kind: 'invitation', id: invitation.id, name: email };
      const entries = onRecord(territoriesOf(grants), (territory) => {
        return {
          action: 'invitation.created',
          target,
          after: {
            email,
            grants: within(grants, only(territory)),
            expiresAt: invitation.expiresAt,
          },
        };
      });
      write.record(...entries);
      const mail = invitationMail(email, scope.actor.name, link, invitation.expiresAt, {
        locale: command.locale ?? scope.principal.locale ?? 'en',
        timeZone: await this.users.zoneOf(tx, scope.principal.userId, territoriesOf(grants)),
      });
      return this.mails.promise(tx, mail, {
        about: aboutInvitation(invitation.id),
        expiresAt: invitation.expiresAt,
      });
    });
    return { ...invitation, link, mailed: await this.sendMails.now(promised) };
  }

  /**
   * Whom one sees one gives roles at once; of others nobody is told whether they have an account: they accept as it, or make one.
   */
  private async refuseKnown(tx: Tx, scope: AccessScope, email: string, now: Date): Promise<void> {
    const user = await this.users.findByEmail(tx, email);
    const all = (await this.territories.list(tx)).map(({ code }) => code);
    const message = `${email} has an account already. Change its roles where people are listed.`;
    if (user && isVisible(user, scope.actor.id, scope.territories, all))
      throw new DomainError('conflict', message, [{ path: 'email', code: 'has-account', message }]);
    const open = await this.invitations.lockOpen(tx, { email });
    if (open && open.expiresAt > now)
      throw conflict(
        'invited-already',
        `${email} was invited already. Revoke that invitation to make a new one.`,
      );
    if (open) await this.invitations.close(tx, open.id, 'revoked_at', now);
  }
}
