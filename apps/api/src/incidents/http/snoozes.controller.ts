import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SnoozeIncident } from '../use-cases/snooze-incident.js';
import { UnsnoozeIncident } from '../use-cases/unsnooze-incident.js';
import * as dto from './incident.dto.js';
import { ShownIncident } from './shown-incident.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class SnoozesController {
  constructor(
    private readonly snooze: SnoozeIncident,
    private readonly unsnooze: UnsnoozeIncident,
    private readonly shown: ShownIncident,
  ) {}

  @Post(':id/snooze')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary:
      'Nobody is paged about an incident until a time, 5 minutes to 24 hours from now; a worse severity or another alert ends it before',
  })
  @Answers(dto.incidentDetailSchema)
  async snoozed(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: dto.snoozeBody }) { until }: dto.SnoozeBody,
  ) {
    return this.shown.read(scope, (await this.snooze.execute(scope, key, new Date(until))).id);
  }

  @Post(':id/unsnooze')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary: 'Takes a snooze back: people are paged again, whoever snoozed it first',
  })
  @Answers(dto.incidentDetailSchema)
  async unsnoozed(@InScope() scope: Scope, @Param('id', { schema: dto.incidentKey }) key: string) {
    return this.shown.read(scope, (await this.unsnooze.execute(scope, key)).id);
  }
}
