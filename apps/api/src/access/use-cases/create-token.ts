import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { PERMISSIONS, type Permission } from '#contract';
import { conflict, invalid, forbidden } from '../../platform/kernel/domain-error.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import { API_TOKEN_PREFIX, shownPrefix, tokenFaults, type ApiToken } from '../domain/api-token.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord, only } from '../domain/trail.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';

/** What somebody wants of a new token. */
export interface CreateTokenCommand {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly territories: readonly string[];
  readonly expiresAt: Date | null;
}

/** A token with its secret, which its maker sees once. */
export interface MadeToken extends ApiToken {
  readonly token: string;
}

/** Live ones of one person; each of them may be used by a program of its own. */
const MAX_TOKENS = 50;

/** Makes an API token that can do at most what its maker can. Tokens make no tokens: one that leaks must not breed. */
@Injectable()
export class CreateToken {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` for more than the maker holds, `forbidden` when the maker is a token, `conflict` when they have too many */
  async execute(scope: AccessScope, command: CreateTokenCommand): Promise<MadeToken> {
    const { userId, effectivePermissions } = scope.principal;
    if (scope.actor.kind !== 'user' || !userId)
      throw forbidden('not-for-tokens', 'Tokens cannot make tokens. Sign in to make one.');
    const now = this.clock.now();
    const faults = tokenFaults(command, effectivePermissions, now);
    if (faults.length > 0) throw invalid(faults);
    const { token, hash } = newSecret(API_TOKEN_PREFIX);
    const row: ApiToken = {
      id: newId(),
      userId,
      name: command.name,
      prefix: shownPrefix(token),
      scopes: PERMISSIONS.filter((permission) => command.scopes.includes(permission)),
      territories: [...new Set(command.territories)].toSorted(),
      expiresAt: command.expiresAt,
      lastUsedAt: null,
      createdAt: now,
      createdBy: scope.actor.name,
      revokedAt: null,
    };
    await this.unit.run(scope, async (write) => {
      const { tx } = write;
      await this.tokens.lockOwner(tx, userId);
      if ((await this.tokens.countLive(tx, userId, now)) >= MAX_TOKENS)
        throw conflict(
          'too-many-tokens',
          `You have ${MAX_TOKENS} API tokens that still work. Revoke one that is not needed first.`,
        );
      await this.tokens.add(tx, row, hash);
      write.emit(accessChanged.of([row.id], null));
      const { id, name, prefix, scopes, territories, expiresAt } = row;
      const target = { kind: 'token', id, name };
      const entries = onRecord(territories, (territory) => {
        return {
          action: 'token.created',
          target,
          after: { name, prefix, scopes, territories: only(territory), expiresAt },
        };
      });
      write.record(...entries);
    });
    return { ...row, token };
  }
}
