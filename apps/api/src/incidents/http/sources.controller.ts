import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteSource } from '../use-cases/delete-source.js';
import { ListSources } from '../use-cases/list-sources.js';
import { MakeSourceToken } from '../use-cases/make-source-token.js';
import { SaveSource } from '../use-cases/save-source.js';
import {
  findingJson,
  findingsSchema,
  listQuery,
  rejectedSchema,
  slugParam,
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
    private readonly sources: ListSources,
    private readonly save: SaveSource,
    private readonly remove: DeleteSource,
    private readonly tokens: MakeSourceToken,
  ) {}

  @Get()
  @Requires('source:read')
  @ApiOperation({ summary: 'Sources of alerts, by name, each with when it was last heard' })
  @Answers(sourcePage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) { cursor, limit }: ListQuery) {
    const { items, nextCursor } = await this.sources.execute(scope, cursor, limit);
    return { items: items.map(sourceJson), nextCursor };
  }

  @Get(':slug')
  @Requires('source:read')
  @ApiOperation({ summary: 'One source of alerts' })
  @Answers(sourceSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.sources.one(scope, slug);
    stamp(reply, view.source.version);
    return sourceJson(view);
  }

  @Get(':slug/findings')
  @Requires('source:read')
  @ApiOperation({
    summary:
      'What fires at the Prometheus of a source, and the source told nothing of: not yet, silenced, or for others',
  })
  @Answers(findingsSchema)
  async findings(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { items: (await this.sources.findings(scope, slug)).map(findingJson) };
  }

  @Get(':slug/rejected-payloads')
  @Requires('source:write')
  @ApiOperation({
    summary: 'What a source sent and could not be read, the last first, for 14 days',
  })
  @Answers(rejectedSchema)
  async rejected(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { items: await this.sources.rejected(scope, slug) };
  }

  @Put(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Creates or changes a source of alerts' })
  @Answers(sourceSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: sourceBody }) body: SourceBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { outcome } = await this.save.execute(scope, slug, body, expected);
    const view = await this.sources.one(scope, slug);
    stamp(reply, view.source.version, outcome === 'created');
    return sourceJson(view);
  }

  @Delete(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Deletes a source of alerts; what it told stays' })
  @AnswersNothing()
  delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    return this.remove.execute(scope, slug, expected);
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
