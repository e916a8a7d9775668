import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Revalidated } from '../../platform/http/caching.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Page } from '#contract';
import { DeleteResource } from '../use-cases/delete-resource.js';
import { FindEnvironments } from '../use-cases/find-environments.js';
import { SaveResource } from '../use-cases/save-resource.js';
import { Environments } from '../use-cases/environments.js';
import {
  listQuery,
  slugParam,
  environmentBody,
  environmentPage,
  environmentSchema,
  type ListQuery,
  type EnvironmentBody,
  type EnvironmentJson,
} from './catalog.dto.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { environmentContentOf, environmentJson } from './resource-json.js';

@ApiTags('catalog')
@Controller('api/v1/environments')
export class EnvironmentsController {
  constructor(
    private readonly find: FindEnvironments,
    private readonly save: SaveResource,
    private readonly remove: DeleteResource,
    private readonly environments: Environments,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('environment:read')
  @ApiOperation({ summary: 'Environments, by name' })
  @Answers(environmentPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: listQuery }) { limit, cursor, ...filter }: ListQuery,
  ): Promise<Page<EnvironmentJson>> {
    const { items, nextCursor } = await this.find.execute(
      scope,
      { ...filter, after: cursor },
      limit,
    );
    return { items: items.map(environmentJson), nextCursor };
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('environment:read')
  @ApiOperation({ summary: 'One environment' })
  @Answers(environmentSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EnvironmentJson> {
    const found = await this.find.one(scope, slug);
    stamp(reply, found.version);
    return environmentJson(found);
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('environment:write')
  @ApiOperation({ summary: 'Creates or changes an environment; labels left out keep their value' })
  @Answers(environmentSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: environmentBody }) body: EnvironmentBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EnvironmentJson> {
    const { outcome } = await this.save.execute(
      scope,
      this.environments,
      slug,
      (before) => environmentContentOf(body, before),
      expected,
    );
    const found = await this.find.one(scope, slug);
    stamp(reply, found.version, outcome === 'created');
    return environmentJson(found);
  }

  @Delete(':slug')
  @Requires('environment:write')
  @ApiOperation({ summary: 'Deletes an environment that nothing refers to any more' })
  @AnswersNothing()
  async delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    await this.remove.execute(scope, this.environments, slug, expected);
  }
}
