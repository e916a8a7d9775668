import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../platform/http/client-address.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Public } from '../../platform/http/requires.js';
import { CompletePasswordReset } from '../use-cases/complete-password-reset.js';
import { RequestPasswordReset } from '../use-cases/request-password-reset.js';
import { Limited } from './limited.js';
import * as dto from './password-resets.dto.js';

const WHY = 'whoever forgot the password cannot sign in; the link is the proof';

@ApiTags('sign-in')
@Controller('api/v1/password-resets')
export class PasswordResetsController {
  constructor(
    private readonly request: RequestPasswordReset,
    private readonly complete: CompletePasswordReset,
  ) {}

  @Post()
  @Limited('reset-address', 'address')
  @Public(
    'whoever forgot the password cannot sign in; the link goes to the mailbox of the account only',
  )
  @ApiOperation({
    summary:
      'Mails a link to a new password, if there is an account with this address; the answer is the same if not',
  })
  @AnswersNothing(202)
  ask(
    @Body({ schema: dto.requestResetBody }) body: dto.RequestResetBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.request.execute(body, { requestId: request.id, ip: clientAddress(request) });
  }

  @Get('link')
  @Limited('one-time-link', 'address')
  @Public(WHY)
  @ApiOperation({ summary: 'Whose password a link replaces' })
  @Answers(dto.resetHolderSchema)
  async whom(
    @Query({ schema: dto.resetLinkQuery }) { token }: dto.ResetLinkQuery,
  ): Promise<{ email: string }> {
    return { email: await this.complete.whom(token) };
  }

  @Post('completion')
  @Limited('one-time-link', 'address')
  @Public(WHY)
  @ApiOperation({ summary: 'Sets a new password; every session of the account ends' })
  @AnswersNothing()
  finish(
    @Body({ schema: dto.resetCompletionBody }) body: dto.ResetCompletionBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.complete.execute(body, { requestId: request.id, ip: clientAddress(request) });
  }
}
