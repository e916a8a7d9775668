import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import type { ApiToken } from '../domain/api-token.js';
import { pageAfter, type Page, type PageRequest } from '#contract';
import { abilityFor, may } from '../domain/ability.js';

/** One's own tokens, and everybody's where one may see people; newest first. */
@Injectable()
export class ListTokens {
  constructor(
    private readonly database: DatabaseReader,
    private readonly tokens: ApiTokensRepository,
  ) {}

  /** @returns one page; only tokens that the actor may see */
  async execute(scope: Scope, page: PageRequest): Promise<Page<ApiToken>> {
    const ability = abilityFor(scope);
    const all = await this.database.read(scope, (tx) => this.tokens.list(tx));
    return pageAfter(
      all.filter((token) => may(ability, 'read', 'token', token)),
      page,
    );
  }
}
