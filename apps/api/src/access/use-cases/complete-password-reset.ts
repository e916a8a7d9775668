import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { PasswordResetsRepository } from '../db/password-resets.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import type { User } from '../domain/user.js';
import { Identity } from '../identity/identity.js';
import { ACCESS_ACTOR, asAccess } from '../domain/access-scopes.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { PrincipalCache } from '../db/principal-cache.js';
import { RevokeAllTokens } from './revoke-all-tokens.js';
import { VoidResetLinks } from './void-reset-links.js';

/** Sets a new password by a reset link. The account's sessions, its API tokens and all its reset links end. */
@Injectable()
export class CompletePasswordReset {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly resets: PasswordResetsRepository,
    private readonly links: VoidResetLinks,
    private readonly tokens: RevokeAllTokens,
    private readonly users: UsersRepository,
    private readonly identity: Identity,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /** The address of the account a link is for. @throws DomainError `gone` when it was used, voided or has expired */
  whom(token: string): Promise<string> {
    return this.database.read(asAccess({ territories: [] }), async (tx) => {
      const user = await this.openTo(
        tx,
        await this.resets.findLive(tx, hashSecret(token), this.clock.now()),
      );
      return user.email;
    });
  }

  /** @throws DomainError `gone` as above */
  async execute(
    { token, password }: { readonly token: string; readonly password: string },
    origin: Origin,
  ): Promise<void> {
    await this.whom(token); // nobody makes us hash passwords without a link
    const passwordHash = await this.identity.hashPassword(password);
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), origin };
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      const now = this.clock.now();
      const { id, name, grants } = await this.openTo(
        tx,
        await this.resets.takeLive(tx, hashSecret(token), now),
      );
      await this.users.resetPassword(tx, id, newId(), passwordHash, now);
      await this.links.execute(tx, id);
      const revoked = await this.tokens.execute(write, id);
      write.emit(accessChanged.of([id], null));
      const target = { kind: 'user', id, name } as const;
      write.recordAs(
        target,
        ...onRecord(territoriesOf(grants), () => ({
          action: 'user.password-reset',
          target,
        })),
        ...revoked,
      );
    });
    this.cache.clear();
  }

  private async openTo(tx: Tx, userId: string | undefined): Promise<User> {
    const user = userId === undefined ? undefined : await this.users.find(tx, userId);
    if (user && !user.disabled) return user;
    throw new DomainError('gone', 'This link was used, voided or has expired. Ask for a new one.');
  }
}
