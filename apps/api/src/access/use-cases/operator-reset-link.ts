import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError, notFound } from '../../platform/kernel/domain-error.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import { ACCESS_ACTOR, OPERATOR } from '../domain/access-scopes.js';
import { MakeResetLink } from './make-reset-link.js';

/** A reset link for whoever operates the machine this runs on: the way back in when the last administrator is locked out. */
@Injectable()
export class OperatorResetLink {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly users: UsersRepository,
    private readonly makeLink: MakeResetLink,
  ) {}

  /** @returns the link, which is shown this once. @throws DomainError `not-found`, `conflict` for a disabled account */
  async execute(email: string): Promise<string> {
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), onBehalfOf: OPERATOR };
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const user = await this.users.findByEmail(tx, email);
      if (!user) throw notFound('account', email);
      if (user.disabled)
        throw new DomainError(
          'conflict',
          `The account ${user.email} is disabled; an administrator can enable it.`,
        );
      const { link, expiresAt } = await this.makeLink.execute(tx, user.id);
      const target = { kind: 'user', id: user.id, name: user.name };
      write.record(
        ...onRecord(territoriesOf(user.grants), () => ({
          action: 'password-reset.issued',
          target,
          after: { expiresAt },
        })),
      );
      return link;
    });
  }
}
