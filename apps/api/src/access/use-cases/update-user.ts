import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import {
  changeUser,
  refusal,
  type UserChange,
  type UpdateUserCommand,
} from '../domain/change-user.js';
import { territoriesOf, within } from '../domain/grants.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord, only } from '../domain/trail.js';
import { isVisible, type User } from '../domain/user.js';
import { asAccess } from '../domain/access-scopes.js';
import { assertMayGrant } from '../domain/ability.js';
import { PrincipalCache } from '../db/principal-cache.js';
import { RevokeAllTokens } from './revoke-all-tokens.js';
import { VoidResetLinks } from './void-reset-links.js';

/** Changes which roles somebody holds in the scope's territories, or disables the account, which ends its sessions and, for good, its API tokens. */
@Injectable()
export class UpdateUser {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly territories: TerritoriesRepository,
    private readonly resetLinks: VoidResetLinks,
    private readonly tokens: RevokeAllTokens,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` beyond the scope's territories and for roles beyond the actor's own, `conflict` for the last administrator of a territory, or of all */
  async execute(scope: AccessScope, id: string, command: UpdateUserCommand): Promise<User> {
    const after = await this.unit.run(asAccess(scope), async (write) => {
      const { tx } = write;
      const administrators = await this.users.lockAdministrators(tx);
      const before = isId(id) ? await this.users.find(tx, id) : undefined;
      const territories = (await this.territories.list(tx)).map(({ code }) => code);
      const { actor, territories: own } = scope;
      if (!before || !isVisible(before, actor.id, own, territories)) throw notFound('user', id);
      const there = { administrators, territories };
      const change = changeUser(actor.id, own, before, command, there);
      if (!change.ok) throw refusal(change.error);
      assertMayGrant(scope, change.value.add);
      await this.apply(write, before, change.value);
      return change.value.after;
    });
    this.cache.clear();
    return { ...after, grants: within(after.grants, scope.territories) };
  }

  private async apply(
    write: Write,
    before: User,
    { after, add, take, disabledChanged }: UserChange,
  ): Promise<void> {
    const { tx } = write;
    const granted = add.length + take.length > 0;
    if (!granted && !disabledChanged) return;
    if (granted) await this.users.changeGrants(tx, after.id, add, take);
    if (disabledChanged)
      await this.users.setDisabled(tx, after.id, after.disabled ? this.clock.now() : null);
    await this.resetLinks.execute(tx, after.id); // a link was made by whoever might hold all of the account; that may not be so any more
    const revoked =
      disabledChanged && after.disabled ? await this.tokens.execute(write, after.id) : [];
    write.emit(accessChanged.of([after.id], null));
    const target = { kind: 'user', id: after.id, name: after.name };
    const roles = (user: User, territory: string | null) => ({
      grants: within(user.grants, only(territory)),
    });
    const regranted = granted
      ? onRecord(
          [...add, ...take].map(({ territory }) => territory),
          (territory) => {
            return {
              action: 'user.grants-changed',
              target,
              before: roles(before, territory),
              after: roles(after, territory),
            };
          },
        )
      : [];
    const switched = disabledChanged
      ? onRecord(territoriesOf(before.grants), () => {
          return {
            action: after.disabled ? 'user.disabled' : 'user.enabled',
            target,
            before: { disabled: before.disabled },
            after: { disabled: after.disabled },
          };
        })
      : [];
    write.record(...regranted, ...switched, ...revoked);
  }
}
