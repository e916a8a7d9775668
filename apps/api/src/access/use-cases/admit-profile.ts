import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { admission, NotAdmitted } from '../domain/invitation.js';
import { OIDC_PROVIDER } from '../identity/auth-options.js';
import type { Profile } from '../identity/identity-hooks.js';
import { ACCESS_ACTOR } from '../domain/access-scopes.js';
import { SeatInvitee } from './seat-invitee.js';

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

  /** @throws NotAdmitted with a sentence that says why not */
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
