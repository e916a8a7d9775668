import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../../platform/http/answers.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { schemaRefusal } from '../../platform/http/schema-errors.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { AccessScope } from '../domain/principal.js';
import type { Territory } from '../domain/territory.js';
import { ListTerritories } from '../use-cases/list-territories.js';
import { PutTerritory } from '../use-cases/put-territory.js';
import { territoryCode } from './access.dto.js';
import {
  territoryBody,
  territoryPage,
  territorySchema,
  type TerritoryBody,
} from './territories.dto.js';

@ApiTags('territories')
@Controller('api/v1/territories')
export class TerritoriesController {
  constructor(
    private readonly listTerritories: ListTerritories,
    private readonly putTerritory: PutTerritory,
  ) {}

  @Get()
  @Requires('territory:read')
  @ApiOperation({ summary: 'Every territory there is' })
  @Answers(territoryPage)
  async list(@InScope() scope: AccessScope): Promise<{ items: Territory[]; nextCursor: null }> {
    return { items: await this.listTerritories.execute(scope), nextCursor: null };
  }

  @Put(':code')
  @Requires('territory:write')
  @ApiOperation({
    summary:
      'Makes a territory or changes one; If-Match guards an edit, If-None-Match: * a creation',
  })
  @Answers(territorySchema, 200, 201)
  async put(
    @InScope() scope: AccessScope,
    @Param('code') code: string,
    @Body({ schema: territoryBody }) { name, matchers }: TerritoryBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Territory> {
    const parsed = territoryCode.safeParse(code);
    if (!parsed.success)
      throw schemaRefusal(parsed.error.issues.map((issue) => ({ ...issue, path: ['code'] })));
    const { created, territory } = await this.putTerritory.execute(
      scope,
      { code, name, matchers },
      expected,
    );
    stamp(reply, territory.version, created);
    return territory;
  }
}
