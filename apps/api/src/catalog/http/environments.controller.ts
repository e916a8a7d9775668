import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { Environments } from '../use-cases/environments.js';
import {
  listQuery,
  environmentBody,
  environmentPage,
  environmentSchema,
  type ListQuery,
  type EnvironmentBody,
} from './catalog.dto.js';
import { environmentContentOf, environmentJson } from './resource-json.js';

@ApiTags('catalog')
@Controller('api/v1/environments')
export class EnvironmentsController {
  constructor(private readonly environments: Environments) {}

  @Get()
  @Revalidated('private')
  @Requires('environment:read')
  @ApiOperation({ summary: 'Environments, by name' })
  @Answers(environmentPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.environments.list(scope, query), environmentJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('environment:read')
  @ApiOperation({ summary: 'One environment' })
  @Answers(environmentSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(environmentJson(await this.environments.one(asked.scope, slug)));
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('environment:write')
  @ApiOperation({ summary: 'Creates or changes an environment; labels left out keep their value' })
  @Answers(environmentSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: environmentBody }) body: EnvironmentBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.environments.put(asked, slug, (before) =>
      environmentContentOf(body, before),
    );
    return asked.shown(environmentJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('environment:write')
  @ApiOperation({
    summary: 'What deleting an environment would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.environments.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('environment:write')
  @ApiOperation({ summary: 'Deletes an environment that nothing refers to any more' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.environments.delete(asked, slug);
  }
}
