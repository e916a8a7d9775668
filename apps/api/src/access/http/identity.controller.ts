import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/requires.js';
import { NotAdmitted } from '../use-cases/admit-profile.js';
import { PassToIdentity } from '../use-cases/pass-to-identity.js';
import { signInBody, socialBody, type SignInBody, type SocialBody } from './identity.dto.js';
import { libraryHeaders } from './library-headers.js';

const WHY =
  'this is where people sign in and out; the identity library checks cookies and origin itself';

/** The few doors of the identity library that we open; everything else it offers stays shut. */
@ApiTags('sign-in')
@Controller('api/auth')
@Public(WHY)
export class IdentityController {
  constructor(private readonly identity: PassToIdentity) {}

  @Post('sign-in/email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Starts a session with email and password' })
  signIn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: signInBody }) body: SignInBody,
  ): Promise<void> {
    return this.pass(request, reply, body);
  }

  @Post('sign-in/social')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks for the address of the identity provider to go to' })
  signInElsewhere(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: socialBody }) body: SocialBody,
  ): Promise<void> {
    return this.pass(request, reply, body);
  }

  @Get('callback/oidc')
  @ApiOperation({ summary: 'Where the identity provider sends people back to' })
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      await this.pass(request, reply);
    } catch (error) {
      const isPage = request.headers.accept?.includes('text/html') ?? false;
      if (!isPage || !(error instanceof NotAdmitted)) throw error;
      await reply.redirect(`/sign-in?error=${error.why}`, 302);
    }
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends the session' })
  signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(request, reply, {});
  }

  private async pass(request: FastifyRequest, reply: FastifyReply, body?: object): Promise<void> {
    const init = {
      method: request.method,
      headers: libraryHeaders(request),
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    if (body) init.headers.set('content-type', 'application/json');
    const answer = await this.identity.execute(request.url, init);
    for (const [name, value] of answer.headers) void reply.header(name, value);
    if (answer.cookies.length > 0) void reply.header('set-cookie', answer.cookies);
    await reply.status(answer.status).send(answer.body);
  }
}
