import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Tx } from '../../platform/db/tx.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import type { ApiToken } from '../domain/api-token.js';
import { territoriesOf } from '../domain/grants.js';
import { onRecord } from '../domain/trail.js';
import { abilityFor, assertMayRevoke, may } from '../domain/ability.js';
import { ACCESS_ACTOR, onRecordOf } from '../domain/access-scopes.js';
import { PrincipalCache } from '../db/principal-cache.js';

/**
 * Ends an API token at once, wherever it worked: its owner may have lost a territory since. Revoking it again changes nothing.
 */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly tokens: ApiTokensRepository,
    private readonly users: UsersRepository,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for a token one may not see, `forbidden` for one that is somebody else's, or also valid in territories where the actor has no say */
  async execute(scope: Scope, id: string): Promise<void> {
    const everywhere = { ...(await this.scopes.open(ACCESS_ACTOR)), onBehalfOf: onRecordOf(scope) };
    await this.unit.run(everywhere, async (write) => {
      const { tx } = write;
      const token = isId(id) ? await this.tokens.lock(tx, id) : undefined;
      if (!token || !may(abilityFor(scope), 'read', 'token', token)) throw notFound('token', id);
      assertMayRevoke(scope, token, await this.validIn(tx, token));
      if (token.revokedAt) return;
      await this.tokens.revoke(tx, id, this.clock.now());
      write.emit(accessChanged.of([id], null));
      const { name, prefix } = token;
      const target = { kind: 'token', id, name };
      write.record(
        ...onRecord(token.territories, () => ({
          action: 'token.revoked',
          target,
          before: { name, prefix },
        })),
      );
    });
    this.cache.clear();
  }

  /** A token can do no more than its owner, who may have lost a territory since; one of the operator's has no owner. */
  private async validIn(tx: Tx, { userId, territories }: ApiToken): Promise<readonly string[]> {
    if (userId === null) return territories;
    const held = territoriesOf((await this.users.find(tx, userId))?.grants ?? []);
    return territories.filter((territory) => held.includes(territory));
  }
}
