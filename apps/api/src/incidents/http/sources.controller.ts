import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { GiveUpSource } from '../use-cases/give-up-source.js';
import { InspectSource } from '../use-cases/inspect-source.js';
import { MakeSourceToken } from '../use-cases/make-source-token.js';
import { Sources } from '../use-cases/sources.js';
import {
  findingJson,
  findingsSchema,
  givenUpSchema,
  listQuery,
  rejectedSchema,
  sourceBody,
  sourceJson,
  sourcePage,
  sourceSchema,
  sourceTokenSchema,
  type ListQuery,
  type SourceBody,
} from './source.dto.js';

@ApiTags('sources')
@Controller('api/v1/sources')
export class SourcesController {
  constructor(
    private readonly sources: Sources,
    private readonly tokens: MakeSourceToken,
    private readonly inspection: InspectSource,
    private readonly givingUp: GiveUpSource,
  ) {}

  @Get()
  @Requires('source:read')
  @ApiOperation({ summary: 'Sources of alerts, by name, each with when it was last heard' })
  @Answers(sourcePage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.sources.list(scope, query), sourceJson);
  }

  @Get(':slug')
  @Requires('source:read')
  @ApiOperation({ summary: 'One source of alerts' })
  @Answers(sourceSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(sourceJson(await this.sources.one(asked.scope, slug)));
  }

  @Get(':slug/findings')
  @Requires('source:read')
  @ApiOperation({
    summary:
      'What fires at the Prometheus of a source, and the source told nothing of: not yet, silenced, or for others',
  })
  @Answers(findingsSchema)
  async findings(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { items: (await this.inspection.execute(scope, slug)).map(findingJson) };
  }

  @Get(':slug/rejected-payloads')
  @Requires('source:write')
  @ApiOperation({
    summary: 'What a source sent and could not be read, the last first, for 14 days',
  })
  @Answers(rejectedSchema)
  async rejected(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { items: await this.inspection.rejected(scope, slug) };
  }

  @Put(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Creates or changes a source of alerts' })
  @Answers(sourceSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: sourceBody }) body: SourceBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.sources.put(asked, slug, () => body);
    return asked.shown(sourceJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('source:write')
  @ApiOperation({
    summary:
      'What deleting a source of alerts would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.sources.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Deletes a source of alerts; what it told stays' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.sources.delete(asked, slug);
  }

  @Post(':slug/give-up')
  @HttpCode(200)
  @Requires('source:write')
  @ApiOperation({
    summary:
      'Ends all alerts of a source that are open, because what could end them is gone for good; refused while it answers',
  })
  @Answers(givenUpSchema)
  giveUp(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return this.givingUp.execute(scope, slug);
  }

  @Post(':slug/token')
  @Requires('source:write')
  @ApiOperation({
    summary: 'Makes the token of a source, in place of the one it had; it is shown this once',
  })
  @Answers(sourceTokenSchema, 201)
  token(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return this.tokens.execute(scope, slug);
  }
}
