import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { Heartbeats } from '../use-cases/heartbeats.js';
import { MakeHeartbeatToken } from '../use-cases/make-heartbeat-token.js';
import {
  heartbeatBody,
  heartbeatJson,
  heartbeatPage,
  heartbeatSchema,
  heartbeatTokenSchema,
  type HeartbeatBody,
} from './heartbeat.dto.js';
import { listQuery, type ListQuery } from './source.dto.js';

@ApiTags('sources')
@Controller('api/v1/heartbeats')
export class HeartbeatsController {
  constructor(
    private readonly heartbeats: Heartbeats,
    private readonly tokens: MakeHeartbeatToken,
  ) {}

  @Get()
  @Requires('source:read')
  @ApiOperation({ summary: 'Heartbeats, by name, each with when it was last heard' })
  @Answers(heartbeatPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) query: ListQuery) {
    return pageJson(await this.heartbeats.list(scope, query), heartbeatJson);
  }

  @Get(':slug')
  @Requires('source:read')
  @ApiOperation({ summary: 'One heartbeat' })
  @Answers(heartbeatSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(heartbeatJson(await this.heartbeats.one(asked.scope, slug)));
  }

  @Put(':slug')
  @Requires('source:write')
  @ApiOperation({
    summary:
      'Creates or changes a heartbeat: who is silent for longer opens an incident about its subject',
  })
  @Answers(heartbeatSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: heartbeatBody }) body: HeartbeatBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.heartbeats.put(asked, slug, () => body);
    return asked.shown(heartbeatJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('source:write')
  @ApiOperation({
    summary: 'What deleting a heartbeat would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.heartbeats.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Deletes a heartbeat; an incident about its silence ends by itself' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.heartbeats.delete(asked, slug);
  }

  @Post(':slug/token')
  @Requires('source:write')
  @ApiOperation({
    summary: 'Makes the token of a heartbeat, in place of the one it had; it is shown this once',
  })
  @Answers(heartbeatTokenSchema, 201)
  token(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return this.tokens.execute(scope, slug);
  }
}
