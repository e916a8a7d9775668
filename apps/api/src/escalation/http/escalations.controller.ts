import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { AlsoForGuests, InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeclinePage } from '../use-cases/decline-page.js';
import { EscalateNow } from '../use-cases/escalate-now.js';
import { GetEscalation } from '../use-cases/get-escalation.js';
import {
  escalateBody,
  escalationJson,
  escalationSchema,
  incidentKey,
  type EscalateBody,
} from './escalation.dto.js';

@ApiTags('escalation')
@Controller('api/v1/incidents')
export class EscalationsController {
  constructor(
    private readonly escalations: GetEscalation,
    private readonly declining: DeclinePage,
    private readonly escalating: EscalateNow,
  ) {}

  @Get(':id/escalation')
  @Requires('incident:read')
  @AlsoForGuests()
  @ApiOperation({
    summary: 'Who was paged about an incident by which policy, who is next, and when',
  })
  @Answers(escalationSchema)
  async one(@InScope() scope: Scope, @Param('id', { schema: incidentKey }) key: string) {
    return escalationJson(await this.escalations.execute(scope, key));
  }

  @Post(':id/not-me')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary:
      'Says that a page is not for me: this escalation pages me no more, the next target at once; nobody has the incident by that',
  })
  @Answers(escalationSchema)
  async decline(@InScope() scope: Scope, @Param('id', { schema: incidentKey }) key: string) {
    await this.declining.execute(scope, key);
    return escalationJson(await this.escalations.execute(scope, key));
  }

  @Post(':id/escalate')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary:
      'Has the next step of the escalation begin at once, also where somebody has the incident, who then has it no more',
  })
  @Answers(escalationSchema)
  async escalate(
    @InScope() scope: Scope,
    @Param('id', { schema: incidentKey }) key: string,
    @Body({ schema: escalateBody }) { seen }: EscalateBody,
  ) {
    await this.escalating.execute(scope, key, seen);
    return escalationJson(await this.escalations.execute(scope, key));
  }
}
