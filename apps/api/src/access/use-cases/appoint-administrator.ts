import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError, notFound } from '../../platform/kernel/domain-error.js';
import { UsersRepository } from '../db/users.repository.js';
import { accessChanged } from '../domain/access-events.js';
import { ACCESS_ACTOR, OPERATOR } from '../domain/access-scopes.js';
import { cellsOf, grantChange, grantsOf, within } from '../domain/grants.js';
import { onRecord, only } from '../domain/trail.js';
import { VoidResetLinks } from './void-reset-links.js';

/** An account that administers every territory, and those in which it did not before. */
export interface Appointment {
  readonly email: string;
  readonly territories: readonly string[];
  readonly added: readonly string[];
}

/**
 * Whoever operates the machine this runs on makes an account administrator of all territories: the way back when nobody is. What
 * else it may do stays.
 */
@Injectable()
export class AppointAdministrator {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly users: UsersRepository,
    private readonly resetLinks: VoidResetLinks,
  ) {}

  /** @param email of an existing account. @throws DomainError `not-found`, `conflict` for a disabled account */
  async execute(email: string): Promise<Appointment> {
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), onBehalfOf: OPERATOR };
    const { territories } = scope;
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      await this.users.lockAdministrators(tx);
      const user = await this.users.findByEmail(tx, email);
      if (!user) throw notFound('account', email);
      if (user.disabled)
        throw new DomainError(
          'conflict',
          `The account ${user.email} is disabled: it cannot sign in. Name another one, which can enable it afterwards.`,
        );
      const wanted = grantsOf([
        ...cellsOf(user.grants),
        ...cellsOf([{ role: 'admin', territories }]),
      ]);
      const { add } = grantChange(user.grants, wanted);
      const added = add.map(({ territory }) => territory).toSorted();
      if (added.length === 0) {
        write.unrecorded('the account administers all territories already');
        return { email: user.email, territories, added };
      }
      await this.users.changeGrants(tx, user.id, add, []);
      await this.resetLinks.execute(tx, user.id); // they were made for less
      write.emit(accessChanged.of([user.id], null));
      const target = { kind: 'user', id: user.id, name: user.name };
      write.record(
        ...onRecord(added, (territory) => ({
          action: 'user.grants-changed',
          target,
          before: { grants: within(user.grants, only(territory)) },
          after: { grants: within(wanted, only(territory)) },
        })),
      );
      return { email: user.email, territories, added };
    });
  }
}
