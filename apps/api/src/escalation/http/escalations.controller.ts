import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { GetEscalation } from '../use-cases/get-escalation.js';
import { escalationJson, escalationSchema, incidentKey } from './escalation.dto.js';

@ApiTags('escalation')
@Controller('api/v1/incidents')
export class EscalationsController {
  constructor(private readonly escalations: GetEscalation) {}

  @Get(':id/escalation')
  @Requires('incident:read')
  @ApiOperation({
    summary: 'Who was paged about an incident by which policy, who is next, and when',
  })
  @Answers(escalationSchema)
  async one(@InScope() scope: Scope, @Param('id', { schema: incidentKey }) key: string) {
    return escalationJson(await this.escalations.execute(scope, key));
  }
}
