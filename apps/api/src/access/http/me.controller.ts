import { Body, Controller, Get, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { meOf, type Me } from '../domain/me.js';
import type { AccessScope } from '../domain/principal.js';
import { ChangePassword } from '../use-cases/change-password.js';
import { JoinByInvitation } from '../use-cases/join-by-invitation.js';
import { UpdateMe } from '../use-cases/update-me.js';
import { mePatch, meSchema, passwordBody, type MePatch, type PasswordBody } from './access.dto.js';
import { joinBody, type JoinBody } from './people.dto.js';
import { Limited } from './limited.js';
import { libraryHeaders } from './library-headers.js';

@ApiTags('people')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly updateMe: UpdateMe,
    private readonly changePassword: ChangePassword,
    private readonly joinByInvitation: JoinByInvitation,
  ) {}

  @Get()
  @Requires('self:read')
  @ApiOperation({ summary: 'Who I am and what I may do' })
  @Answers(meSchema)
  read(@InScope() scope: AccessScope): Me {
    return meOf(scope.principal);
  }

  @Patch()
  @Requires('self:write')
  @ApiOperation({ summary: 'Changes my name, language or time zone' })
  @Answers(meSchema)
  change(@InScope() scope: AccessScope, @Body({ schema: mePatch }) body: MePatch): Promise<Me> {
    return this.updateMe.execute(scope, body);
  }

  @Post('password')
  @Limited('password', 'actor')
  @Requires('self:write')
  @ApiOperation({ summary: 'Changes my password and ends my other sessions' })
  @AnswersNothing()
  async password(
    @InScope() scope: AccessScope,
    @Body({ schema: passwordBody }) body: PasswordBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header(
      'set-cookie',
      await this.changePassword.execute(scope, body, libraryHeaders(request)),
    );
  }

  @Post('invitations')
  @Limited('one-time-link', 'actor')
  @Requires('self:write')
  @ApiOperation({ summary: 'Accepts an invitation as my account, which gains its roles' })
  @Answers(meSchema)
  join(@InScope() scope: AccessScope, @Body({ schema: joinBody }) body: JoinBody): Promise<Me> {
    return this.joinByInvitation.execute(scope, body.token);
  }
}
