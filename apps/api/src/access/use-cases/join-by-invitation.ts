import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { PrincipalCache } from '../db/principal-cache.js';
import { UsersRepository } from '../db/users.repository.js';
import { ACCESS_ACTOR } from '../domain/access-scopes.js';
import { effectivePermissionsOf } from '../domain/effective-permissions.js';
import { live } from '../domain/invitation.js';
import { meOf, type Me } from '../domain/me.js';
import type { AccessScope } from '../domain/principal.js';
import { SeatInvitee } from './seat-invitee.js';

/** Takes the seat an invitation keeps as the account one is signed in with: it gains the roles, and keeps those it has. */
@Injectable()
export class JoinByInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly seat: SeatInvitee,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /**
   * @param token of the invitation's link
   * @returns what the account may do now
   * @throws DomainError `gone` when the link was used, revoked or has expired, `forbidden` for tokens and for another address
   */
  async execute(scope: AccessScope, token: string): Promise<Me> {
    const { principal, origin } = scope;
    const { actor, userId } = principal;
    if (actor.kind !== 'user' || !userId)
      throw forbidden('not-for-tokens', 'A token joins nothing. Sign in to accept an invitation.');
    const everywhere = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    const grants = await this.unit.run(everywhere, async (write) => {
      const { tx } = write;
      const now = this.clock.now();
      const by = { tokenHash: hashSecret(token) };
      const invitation = live(await this.invitations.lockOpen(tx, by), now);
      const user = await this.users.find(tx, userId);
      if (!user || user.disabled || user.email !== invitation.email)
        throw forbidden(
          'other-address',
          'This invitation is for another address than that of your account. Sign in as whom it is for.',
        );
      await this.seat.execute(write, invitation, user);
      return (await this.users.find(tx, userId))?.grants ?? [];
    });
    this.cache.clear();
    return meOf({ ...principal, grants, effectivePermissions: effectivePermissionsOf(grants) });
  }
}
