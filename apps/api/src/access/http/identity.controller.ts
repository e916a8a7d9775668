import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Answers } from '../../platform/http/answers.js';
import { clientAddress } from '../../platform/http/client-address.js';
import { Public } from '../../platform/http/requires.js';
import { NotAdmitted } from '../domain/invitation.js';
import { SignInRefused } from '../domain/sign-in-refused.js';
import { GuardSignIn } from '../use-cases/guard-sign-in.js';
import { PassToIdentity, type IdentityAnswer } from '../use-cases/pass-to-identity.js';
import {
  elsewhereSchema,
  signInBody,
  signedInSchema,
  signedOutSchema,
  socialBody,
  type Elsewhere,
  type SignInBody,
  type SignedIn,
  type SignedOut,
  type SocialBody,
} from './identity.dto.js';
import { libraryHeaders } from './library-headers.js';
import { senderOf } from './sender.js';

const WHY =
  'this is where people sign in and out; the identity library checks cookies and origin itself';

/** The few doors of the identity library that we open; everything else it offers stays shut. */
@ApiTags('sign-in')
@Controller('api/auth')
@Public(WHY)
export class IdentityController {
  constructor(
    private readonly identity: PassToIdentity,
    private readonly guard: GuardSignIn,
  ) {}

  @Post('sign-in/email')
  @Answers(signedInSchema, 200)
  @ApiOperation({ summary: 'Starts a session with email and password' })
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: signInBody }) body: SignInBody,
  ): Promise<SignedIn> {
    const attempt = {
      email: body.email,
      sender: senderOf(request),
      cookies: request.headers.cookie,
      origin: { requestId: request.id, ip: clientAddress(request) },
    };
    const { value, deviceCookie } = await this.guard
      .execute(attempt, () => this.answer(signedInSchema, request, reply, body))
      .catch((error: unknown) => {
        if (error instanceof SignInRefused)
          void reply.header('retry-after', String(error.retryAfter));
        throw error;
      });
    if (deviceCookie !== null) void reply.header('set-cookie', deviceCookie);
    return value;
  }

  @Post('sign-in/social')
  @Answers(elsewhereSchema, 200)
  @ApiOperation({ summary: 'Asks for the address of the identity provider to go to' })
  signInElsewhere(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: socialBody }) body: SocialBody,
  ): Promise<Elsewhere> {
    return this.answer(elsewhereSchema, request, reply, body);
  }

  @Get('callback/oidc')
  @ApiOperation({ summary: 'Where the identity provider sends people back to' })
  @ApiFoundResponse({ description: 'Signed in, or to the page that says why not' })
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { status, body } = await this.pass(request, reply);
      await reply.status(status).send(body);
    } catch (error) {
      const isPage = request.headers.accept?.includes('text/html') ?? false;
      if (!isPage || !(error instanceof NotAdmitted)) throw error;
      await reply.redirect(`/sign-in?error=${error.why}`, 302);
    }
  }

  @Post('sign-out')
  @Answers(signedOutSchema, 200)
  @ApiOperation({ summary: 'Ends the session' })
  signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedOut> {
    return this.answer(signedOutSchema, request, reply, {});
  }

  /** @throws ZodError when the library answers something that we do not document, for example after an upgrade */
  private async answer<T>(
    schema: z.ZodType<T>,
    request: FastifyRequest,
    reply: FastifyReply,
    body: object,
  ): Promise<T> {
    const answer = await this.pass(request, reply, body);
    return schema.parse(JSON.parse(answer.body));
  }

  /** Hands the request on and takes headers and cookies of the answer over. */
  private async pass(
    request: FastifyRequest,
    reply: FastifyReply,
    body?: object,
  ): Promise<IdentityAnswer> {
    const init = {
      method: request.method,
      headers: libraryHeaders(request),
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    if (body) init.headers.set('content-type', 'application/json');
    const answer = await this.identity.execute(request.url, init);
    for (const [name, value] of answer.headers) void reply.header(name, value);
    if (answer.cookies.length > 0) void reply.header('set-cookie', answer.cookies);
    return answer;
  }
}
