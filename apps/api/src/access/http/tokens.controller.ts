import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { ApiToken } from '../domain/api-token.js';
import type { Page } from '#contract';
import type { AccessScope } from '../domain/principal.js';
import { CreateToken } from '../use-cases/create-token.js';
import { ListTokens } from '../use-cases/list-tokens.js';
import { RevokeToken } from '../use-cases/revoke-token.js';
import { listQuery, type ListQuery } from './people.dto.js';
import { apiTokenPage, madeTokenSchema, tokenBody, type TokenBody } from './tokens.dto.js';

type Shown = Omit<ApiToken, 'userId'>;

@ApiTags('tokens')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly listTokens: ListTokens,
    private readonly createToken: CreateToken,
    private readonly revokeToken: RevokeToken,
  ) {}

  @Get()
  @Requires('token:read')
  @ApiOperation({ summary: 'My API tokens, and those of people I may see' })
  @Answers(apiTokenPage)
  async list(
    @InScope() scope: AccessScope,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<Page<Shown>> {
    const { items, nextCursor } = await this.listTokens.execute(scope, query);
    return { items: items.map(shown), nextCursor };
  }

  @Post()
  @Requires('token:write')
  @ApiOperation({ summary: 'Makes an API token; the secret is shown this once' })
  @Answers(madeTokenSchema, 201)
  async create(
    @InScope() scope: AccessScope,
    @Body({ schema: tokenBody }) body: TokenBody,
  ): Promise<Shown & { token: string }> {
    const made = await this.createToken.execute(scope, body);
    return { ...shown(made), token: made.token };
  }

  @Delete(':id')
  @Requires('token:write')
  @ApiOperation({ summary: 'Revokes an API token' })
  @AnswersNothing()
  revoke(@InScope() scope: AccessScope, @Param('id') id: string): Promise<void> {
    return this.revokeToken.execute(scope, id);
  }
}

function shown({
  id,
  name,
  prefix,
  scopes,
  territories,
  expiresAt,
  lastUsedAt,
  createdAt,
  createdBy,
  revokedAt,
}: ApiToken): Shown {
  return {
    id,
    name,
    prefix,
    scopes,
    territories,
    expiresAt,
    lastUsedAt,
    createdAt,
    createdBy,
    revokedAt,
  };
}
