import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../../platform/http/client-address.js';
import { Answers } from '../../platform/http/answers.js';
import { Public } from '../../platform/http/requires.js';
import type { Me } from '../domain/me.js';
import { CompleteFirstRun } from '../use-cases/complete-first-run.js';
import { ReadSignInMethods, type SignInMethods } from '../use-cases/read-sign-in-methods.js';
import { StartSession } from '../use-cases/start-session.js';
import { firstRunBody, meSchema, signInMethodsSchema, type FirstRunBody } from './access.dto.js';
import { Limited } from './limited.js';
import { libraryHeaders } from './library-headers.js';

@ApiTags('sign-in')
@Controller('api/v1/access')
export class AccessController {
  constructor(
    private readonly methods: ReadSignInMethods,
    private readonly firstRun: CompleteFirstRun,
    private readonly sessions: StartSession,
  ) {}

  @Get('methods')
  @Public('the sign-in page asks before anybody is signed in')
  @ApiOperation({ summary: 'How people may sign in here' })
  @Answers(signInMethodsSchema)
  read(): Promise<SignInMethods> {
    return this.methods.execute();
  }

  @Post('first-run')
  @Limited('one-time-link', 'address')
  @Public('nobody has an account yet; the one-time link is the proof')
  @ApiOperation({ summary: 'Makes the holder of the one-time link the first administrator' })
  @Answers(meSchema, 201)
  async complete(
    @Body({ schema: firstRunBody }) body: FirstRunBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.firstRun.execute(body, { requestId: request.id, ip: clientAddress(request) });
    const { me, cookies } = await this.sessions.execute(
      body.email,
      body.password,
      libraryHeaders(request),
    );
    void reply.header('set-cookie', cookies);
    return me;
  }
}
