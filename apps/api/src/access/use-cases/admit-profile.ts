import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { admission, type Admission } from '../domain/invitation.js';
import { OIDC_PROVIDER } from '../identity/auth-options.js';
import type { Profile } from '../identity/identity-hooks.js';
import { ACCESS_ACTOR } from './access-scopes.js';
import { SeatInvitee } from './seat-invitee.js';

const WHY_NOT: Record<Exclude<Admission, 'known' | 'invited'>, string> = {
  'email-unverified':
    'Your identity provider has not verified your email address, so it cannot prove who you are here.',
  'user-disabled': 'This account is disabled. Ask an administrator to enable it.',
  uninvited:
    'Nobody with your email address has an account here or was invited. Ask an administrator for an invitation.',
};

/** Somebody proved who they are, and is not let in all the same. */
export class NotAdmitted extends DomainError {
  constructor(readonly why: keyof typeof WHY_NOT) {
    super('forbidden', WHY_NOT[why]);
  }
}

/** Lets in who is known by verified email or was invited; an invitation becomes an account on the way. */
@Injectable()
export class AdmitProfile {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly users: UsersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly seat: SeatInvitee,
    private readonly clock: Clock,
  ) {}

  async execute(profile: Profile, origin: Origin): Promise<void> {
    const email = (profile.email ?? '').toLowerCase();
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      const linked = await this.users.findBySubject(tx, OIDC_PROVIDER, profile.subject);
      const user = linked ?? (await this.users.findByEmail(tx, email));
      const invitation = await this.invitations.lockOpen(tx, { email });
      const verdict = admission(
        profile.emailVerified && email !== '',
        linked !== undefined,
        user,
        invitation,
        this.clock.now(),
      );
      if (verdict === 'invited' && invitation) {
        return this.seat.execute(write, invitation, {
          name: profile.name ?? email,
          locale: null,
          passwordHash: null,
        });
      }
      if (verdict !== 'known' && verdict !== 'invited') throw new NotAdmitted(verdict);
    });
  }
}
