import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import { onRecord } from '../domain/trail.js';
import { abilityFor, assertMay, may } from './ability.js';
import { ACCESS_ACTOR } from './access-scopes.js';
import { PrincipalCache } from './principal-cache.js';

/**
 * Ends an API token at once, wherever it worked: its owner may have lost a territory since. Revoking it again changes nothing.
 */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly tokens: ApiTokensRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for a token one may not see, `forbidden` for one that is somebody else's */
  async execute(scope: Scope, id: string): Promise<void> {
    const everywhere = await this.scopes.open(ACCESS_ACTOR);
    await this.database.transaction(everywhere, async (tx) => {
      const token = isId(id) ? await this.tokens.lock(tx, id) : undefined;
      if (!token || !may(abilityFor(scope), 'read', 'token', token)) throw notFound('token', id);
      assertMay(scope, 'write', 'token', token);
      if (token.revokedAt) return;
      await this.tokens.revoke(tx, id, this.clock.now());
      await this.outbox.append(tx, accessChanged.of([id], null));
      const { name, prefix } = token;
      const target = { kind: 'token', id, name };
      await this.audit.append(
        tx,
        scope,
        ...onRecord(token.territories, () => ({
          action: 'token.revoked',
          target,
          before: { name, prefix },
        })),
      );
    });
    this.cache.clear();
  }
}
