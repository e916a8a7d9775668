import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { MethodKind } from '#contract';
import { Answers } from '../../platform/http/answers.js';
import { clientAddress } from '../../platform/http/client-address.js';
import { Public } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import { ConfirmMethod } from '../use-cases/confirm-method.js';
import {
  confirmationBody,
  confirmedMethodSchema,
  type ConfirmationBody,
} from './contact-methods.dto.js';

/** What a button in a message calls. */
@ApiTags('people')
@Controller('api/v1/method-confirmations')
export class MethodConfirmationsController {
  constructor(private readonly confirm: ConfirmMethod) {}

  @Post()
  @Public('who presses the button in a message proves by its signed token that it arrived')
  @HttpCode(200)
  @Repeatable()
  @ApiOperation({ summary: 'Proves by pressing in a message that a way leads to its owner' })
  @Answers(confirmedMethodSchema)
  async press(
    @Body({ schema: confirmationBody }) { token }: ConfirmationBody,
    @Req() request: FastifyRequest,
  ): Promise<{ kind: MethodKind }> {
    const origin = { requestId: request.id, ip: clientAddress(request) };
    return { kind: await this.confirm.execute(token, origin) };
  }
}
