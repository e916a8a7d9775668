import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { isOneLine, nameOf, NOT_ONE_LINE, PERMISSIONS } from '#contract';
import { invalid } from '../../platform/kernel/domain-error.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import { API_TOKEN_PREFIX, shownPrefix, type ApiToken } from '../domain/api-token.js';
import { ACCESS_ACTOR, OPERATOR } from '../domain/access-scopes.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';

/** An API token with every permission in every territory, for whoever operates the machine this runs on. */
@Injectable()
export class MintOperatorToken {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly tokens: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the token, which is shown this once
   * @throws DomainError `validation-failed` when the name is not one line
   */
  async execute(called: string): Promise<string> {
    const name = nameOf(called);
    if (!isOneLine(called) || name === '')
      throw invalid([{ path: 'name', code: 'not-one-line', message: `The name ${NOT_ONE_LINE}.` }]);
    const scope = { ...(await this.scopes.open(ACCESS_ACTOR)), onBehalfOf: OPERATOR };
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
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      await this.tokens.add(tx, row, hash);
      write.emit(accessChanged.of([row.id], null));
      const after = { name, prefix: row.prefix, scopes: row.scopes, everywhere: true };
      write.record({
        action: 'token.created',
        target: { kind: 'token', id: row.id, name },
        territory: null,
        after,
      });
    });
    return token;
  }
}
