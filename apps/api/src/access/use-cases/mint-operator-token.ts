import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { PERMISSIONS } from '#contract';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import type { ApiToken } from '../domain/api-token.js';
import { ACCESS_ACTOR, OPERATOR } from './access-scopes.js';
import { API_TOKEN_PREFIX, newSecret, shownPrefix } from './one-time-secret.js';

/** An API token with every permission in every territory, for whoever operates the machine this runs on. */
@Injectable()
export class MintOperatorToken {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly tokens: ApiTokensRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns the token, which is shown this once */
  async execute(name: string): Promise<string> {
    const scope = await this.scopes.open(ACCESS_ACTOR);
    const { token, hash } = newSecret(API_TOKEN_PREFIX);
    const row: ApiToken = {
      id: newId(),
      userId: null,
      name,
      prefix: shownPrefix(token),
      scopes: PERMISSIONS,
      territories: scope.territories,
      expiresAt: null,
      lastUsedAt: null,
      createdAt: this.clock.now(),
      createdBy: OPERATOR.actor.name,
      revokedAt: null,
    };
    await this.database.transaction(scope, async (tx) => {
      await this.tokens.add(tx, row, hash);
      await this.outbox.append(tx, accessChanged.of([row.id], null));
      const after = { name, prefix: row.prefix, scopes: row.scopes, everywhere: true };
      await this.audit.append(tx, OPERATOR, {
        action: 'token.created',
        target: { kind: 'token', id: row.id, name },
        territory: null,
        after,
      });
    });
    return token;
  }
}
