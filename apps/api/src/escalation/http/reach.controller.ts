import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { pageJson } from '../../platform/http/asked.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ListReach } from '../use-cases/list-reach.js';
import { reachJson, reachPage, reachQuery, type ReachQuery } from './reach.dto.js';

@ApiTags('escalation')
@Controller('api/v1/reach')
export class ReachController {
  constructor(private readonly reach: ListReach) {}

  @Get()
  @Requires('policy:read')
  @ApiOperation({
    summary:
      'Whom each escalation policy would page first about an incident that began now or at another instant, by policy',
  })
  @Answers(reachPage)
  async list(@InScope() scope: Scope, @Query({ schema: reachQuery }) query: ReachQuery) {
    const found = await this.reach.execute(scope, query, query.at ?? null);
    return { at: found.at, ...pageJson(found, reachJson) };
  }
}
