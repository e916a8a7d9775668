import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { pageJson } from '../../platform/http/asked.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ListOnCall } from '../use-cases/list-on-call.js';
import { onCallPage, onCallQuery, type OnCallQuery } from './oncall.dto.js';
import { onCallJson } from './oncall-json.js';

@ApiTags('on call')
@Controller('api/v1/on-call')
export class OnCallController {
  constructor(private readonly onCall: ListOnCall) {}

  @Get()
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Who is on call, now or at another instant, by schedule' })
  @Answers(onCallPage)
  async list(@InScope() scope: Scope, @Query({ schema: onCallQuery }) query: OnCallQuery) {
    const found = await this.onCall.execute(scope, query, query.at ?? null);
    return { at: found.at, ...pageJson(found, onCallJson) };
  }
}
