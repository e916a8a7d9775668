import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { AlsoForGuests, InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AnswerRequest } from '../use-cases/answer-request.js';
import { AskResponder } from '../use-cases/ask-responder.js';
import { HandRole } from '../use-cases/hand-role.js';
import * as dto from './incident.dto.js';
import {
  answerBody,
  requestBody,
  roleBody,
  type AnswerBody,
  type RequestBody,
  type RoleBody,
} from './responder.dto.js';
import { ShownIncident } from './shown-incident.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class RespondersController {
  constructor(
    private readonly request: AskResponder,
    private readonly answer: AnswerRequest,
    private readonly handing: HandRole,
    private readonly shown: ShownIncident,
  ) {}

  @Post(':id/responders')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary:
      'Asks somebody, or whoever is on call by a schedule, to help with an incident: they are paged, and may read, acknowledge and note it',
  })
  @Answers(dto.incidentDetailSchema)
  async asked(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: requestBody }) body: RequestBody,
  ) {
    return this.shown.read(scope, (await this.request.execute(scope, key, body)).id);
  }

  @Post(':id/responders/answer')
  @Requires('incident:respond')
  @AlsoForGuests()
  @Repeatable()
  @ApiOperation({ summary: 'Says whether I help with an incident, as I was asked to' })
  @Answers(dto.incidentDetailSchema)
  async answered(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: answerBody }) { answer }: AnswerBody,
  ) {
    return this.shown.read(scope, (await this.answer.execute(scope, key, answer)).id);
  }

  @Post(':id/roles')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({ summary: 'Hands a role in an incident to somebody, or to nobody' })
  @Answers(dto.incidentDetailSchema)
  async handed(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: roleBody }) { role, user }: RoleBody,
  ) {
    return this.shown.read(scope, (await this.handing.execute(scope, key, role, user)).id);
  }
}
