import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { MergeIncident } from '../use-cases/merge-incident.js';
import { UnmergeIncident } from '../use-cases/unmerge-incident.js';
import * as dto from './incident.dto.js';
import { ShownIncident } from './shown-incident.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class MergesController {
  constructor(
    private readonly merge: MergeIncident,
    private readonly unmerge: UnmergeIncident,
    private readonly shown: ShownIncident,
  ) {}

  @Post(':id/merge')
  @Requires('incident:merge')
  @Repeatable()
  @ApiOperation({
    summary:
      'An incident turns out to be an older open one of its class and territory: its alerts count there from then on',
  })
  @Answers(dto.incidentDetailSchema)
  async merged(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: dto.mergeBody }) { into }: dto.MergeBody,
  ) {
    return this.shown.read(scope, (await this.merge.execute(scope, key, into)).id);
  }

  @Post(':id/unmerge')
  @Requires('incident:merge')
  @Repeatable()
  @ApiOperation({ summary: 'Takes a merge back while the older incident is open' })
  @Answers(dto.incidentDetailSchema)
  async unmerged(@InScope() scope: Scope, @Param('id', { schema: dto.incidentKey }) key: string) {
    return this.shown.read(scope, (await this.unmerge.execute(scope, key)).id);
  }
}
