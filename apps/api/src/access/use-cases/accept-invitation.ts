import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { conflict } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { InvitationsRepository } from '../db/invitations.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { live } from '../domain/invitation.js';
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
    private readonly users: UsersRepository,
    private readonly seat: SeatInvitee,
    private readonly identity: Identity,
    private readonly clock: Clock,
  ) {}

  /** Whom a link is for, and whether they have an account. @throws DomainError `gone` when it was used, revoked or has expired */
  whom(token: string): Promise<{ email: string; account: boolean }> {
    return this.database.read(asAccess({ territories: [] }), async (tx) => {
      const { email } = live(
        await this.invitations.findOpen(tx, hashSecret(token)),
        this.clock.now(),
      );
      return { email, account: (await this.users.findByEmail(tx, email)) !== undefined };
    });
  }

  /**
   * @returns the address that is now an account
   * @throws DomainError `gone` as above, `conflict` for an address that has an account: its holder has to sign in
   */
  async execute({ token, name, password, locale }: Acceptance, origin: Origin): Promise<string> {
    assertNew(await this.whom(token)); // nobody makes us hash passwords without a link
    const passwordHash = await this.identity.hashPassword(password);
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const invitation = live(
        await this.invitations.lockOpen(tx, { tokenHash: hashSecret(token) }),
        this.clock.now(),
      );
      const { email } = invitation;
      assertNew({ email, account: (await this.users.findByEmail(tx, email)) !== undefined });
      await this.seat.execute(write, invitation, { name, locale, passwordHash });
      return invitation.email;
    });
  }
}

/** The link alone does not prove that somebody is the account: whoever made the invitation has it, too. */
function assertNew({ email, account }: { email: string; account: boolean }): void {
  if (account)
    throw conflict(
      'sign-in-instead',
      `${email} has an account already. Sign in with it, then open the link again.`,
    );
}
