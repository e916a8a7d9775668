import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import type { Invitation } from '../domain/invitation.js';
import { Identity } from '../identity/identity.js';
import { ACCESS_ACTOR, asAccess } from '../domain/access-scopes.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { SeatInvitee } from './seat-invitee.js';

/** What somebody brings who takes their seat. */
export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly locale: 'de' | 'en';
}

/** Takes the seat an invitation keeps, by its link. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly invitations: InvitationsRepository,
    private readonly seat: SeatInvitee,
    private readonly identity: Identity,
    private readonly clock: Clock,
  ) {}

  /** Whom a link is for. @throws DomainError `gone` when it was used, revoked or has expired */
  async whom(token: string): Promise<string> {
    const found = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.invitations.findOpen(tx, hashSecret(token)),
    );
    return this.live(found).email;
  }

  /** @returns the address that is now an account. @throws DomainError `gone` as above */
  async execute({ token, name, password, locale }: Acceptance, origin: Origin): Promise<string> {
    await this.whom(token); // nobody makes us hash passwords without a link
    const passwordHash = await this.identity.hashPassword(password);
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const invitation = this.live(
        await this.invitations.lockOpen(tx, { tokenHash: hashSecret(token) }),
      );
      await this.seat.execute(write, invitation, { name, locale, passwordHash });
      return invitation.email;
    });
  }

  private live<I extends Invitation>(invitation: I | undefined): I {
    if (invitation && invitation.expiresAt > this.clock.now()) return invitation;
    throw new DomainError(
      'gone',
      'This invitation was used, revoked or has expired. Ask for a new one.',
    );
  }
}
