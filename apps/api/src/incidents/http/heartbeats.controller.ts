import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteHeartbeat } from '../use-cases/delete-heartbeat.js';
import { ListHeartbeats } from '../use-cases/list-heartbeats.js';
import { MakeHeartbeatToken } from '../use-cases/make-heartbeat-token.js';
import { SaveHeartbeat } from '../use-cases/save-heartbeat.js';
import {
  heartbeatBody,
  heartbeatJson,
  heartbeatPage,
  heartbeatSchema,
  heartbeatTokenSchema,
  type HeartbeatBody,
} from './heartbeat.dto.js';
import { listQuery, slugParam, type ListQuery } from './source.dto.js';

@ApiTags('sources')
@Controller('api/v1/heartbeats')
export class HeartbeatsController {
  constructor(
    private readonly heartbeats: ListHeartbeats,
    private readonly save: SaveHeartbeat,
    private readonly remove: DeleteHeartbeat,
    private readonly tokens: MakeHeartbeatToken,
  ) {}

  @Get()
  @Requires('source:read')
  @ApiOperation({ summary: 'Heartbeats, by name, each with when it was last heard' })
  @Answers(heartbeatPage)
  async list(@InScope() scope: Scope, @Query({ schema: listQuery }) { cursor, limit }: ListQuery) {
    const { items, nextCursor } = await this.heartbeats.execute(scope, cursor, limit);
    return { items: items.map(heartbeatJson), nextCursor };
  }

  @Get(':slug')
  @Requires('source:read')
  @ApiOperation({ summary: 'One heartbeat' })
  @Answers(heartbeatSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.heartbeats.one(scope, slug);
    stamp(reply, view.heartbeat.version);
    return heartbeatJson(view);
  }

  @Put(':slug')
  @Requires('source:write')
  @ApiOperation({
    summary:
      'Creates or changes a heartbeat: who is silent for longer opens an incident about its subject',
  })
  @Answers(heartbeatSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: heartbeatBody }) body: HeartbeatBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { outcome } = await this.save.execute(scope, slug, body, expected);
    const view = await this.heartbeats.one(scope, slug);
    stamp(reply, view.heartbeat.version, outcome === 'created');
    return heartbeatJson(view);
  }

  @Delete(':slug')
  @Requires('source:write')
  @ApiOperation({ summary: 'Deletes a heartbeat; an incident about its silence ends by itself' })
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
    summary: 'Makes the token of a heartbeat, in place of the one it had; it is shown this once',
  })
  @Answers(heartbeatTokenSchema, 201)
  token(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return this.tokens.execute(scope, slug);
  }
}
