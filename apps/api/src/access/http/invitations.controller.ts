import { Body, Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../../platform/http/client-address.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Public, Requires } from '../../platform/http/requires.js';
import type { Invitation } from '../domain/invitation.js';
import type { Me } from '../domain/me.js';
import type { Page } from '#contract';
import type { AccessScope } from '../domain/principal.js';
import { AcceptInvitation } from '../use-cases/accept-invitation.js';
import { Invite, type MadeInvitation } from '../use-cases/invite.js';
import { ListInvitations } from '../use-cases/list-invitations.js';
import { RevokeInvitation } from '../use-cases/revoke-invitation.js';
import { StartSession } from '../use-cases/start-session.js';
import { meSchema } from './access.dto.js';
import { Limited } from './limited.js';
import { libraryHeaders } from './library-headers.js';
import * as dto from './people.dto.js';

const WHY = 'whoever was invited has no account yet; the link is the proof';

@ApiTags('people')
@Controller('api/v1/invitations')
export class InvitationsController {
  constructor(
    private readonly listInvitations: ListInvitations,
    private readonly invite: Invite,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly acceptInvitation: AcceptInvitation,
    private readonly sessions: StartSession,
  ) {}

  @Get()
  @Requires('user:read')
  @ApiOperation({ summary: 'Invitations that can still be accepted' })
  @Answers(dto.invitationPage)
  list(
    @InScope() scope: AccessScope,
    @Query({ schema: dto.listQuery }) query: dto.ListQuery,
  ): Promise<Page<Invitation>> {
    return this.listInvitations.execute(scope, query);
  }

  @Post()
  @Limited('making-links', 'actor')
  @Requires('user:write')
  @ApiOperation({ summary: 'Invites somebody; the link is shown this once' })
  @Answers(dto.madeInvitationSchema, 201)
  create(
    @InScope() scope: AccessScope,
    @Body({ schema: dto.invitationBody }) body: dto.InvitationBody,
  ): Promise<MadeInvitation> {
    return this.invite.execute(scope, body);
  }

  @Get('accept')
  @Limited('one-time-link', 'address')
  @Public(WHY)
  @ApiOperation({ summary: 'Whom an invitation is for' })
  @Answers(dto.inviteeSchema)
  whom(
    @Query({ schema: dto.inviteeQuery }) { token }: dto.InviteeQuery,
  ): Promise<{ email: string; account: boolean }> {
    return this.acceptInvitation.whom(token);
  }

  @Post('acceptance')
  @Limited('one-time-link', 'address')
  @Public(WHY)
  @ApiOperation({ summary: 'Accepts an invitation: an account and a session' })
  @Answers(meSchema, 201)
  async accept(
    @Body({ schema: dto.acceptanceBody }) body: dto.AcceptanceBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const email = await this.acceptInvitation.execute(body, {
      requestId: request.id,
      ip: clientAddress(request),
    });
    const { me, cookies } = await this.sessions.execute(
      email,
      body.password,
      libraryHeaders(request),
    );
    void reply.header('set-cookie', cookies);
    return me;
  }

  @Delete(':id')
  @Requires('user:write')
  @ApiOperation({ summary: 'Voids an invitation' })
  @AnswersNothing()
  revoke(@InScope() scope: AccessScope, @Param('id') id: string): Promise<void> {
    return this.revokeInvitation.execute(scope, id);
  }
}
