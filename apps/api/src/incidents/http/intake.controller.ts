import type { SourceKind } from '#contract';
import { Body, Controller, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers } from '../../platform/http/answers.js';
import { countedAddress } from '../../platform/http/client-address.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { Public } from '../../platform/http/requires.js';
import { readBody, TakesStream } from '../../platform/http/streamed-body.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { AdmitSigned } from '../use-cases/admit-signed.js';
import { AdmitSource, type AdmittedSource } from '../use-cases/admit-source.js';
import { TakeDelivery } from '../use-cases/take-delivery.js';
import { TakePing } from '../use-cases/take-ping.js';
import { IntakeGate } from './intake-gate.js';
import { IntakeTurnstile, SIGNATURE, tokenIn } from './intake-turnstile.js';
import { pingSchema } from './heartbeat.dto.js';
import { intakeSchema } from './intake.dto.js';

const LARGEST = 20 * 1024 * 1024;
/** Of a body that is signed: all of it is read before anybody is known to have sent it. */
const LARGEST_SIGNED = 1024 * 1024;

const objects = { type: 'array', items: { type: 'object' } } as const;
const ALERTS = { schema: { type: 'object', properties: { alerts: objects } } } as const;
const EVENTS = { schema: { type: 'object', properties: { events: objects } } } as const;

/** Where sources post what they have to tell. */
@ApiTags('integrations')
@Controller('api/v1/integrations')
export class IntakeController {
  constructor(
    private readonly sources: AdmitSource,
    private readonly signed: AdmitSigned,
    private readonly gate: IntakeGate,
    private readonly turnstile: IntakeTurnstile,
    private readonly deliveries: TakeDelivery,
    private readonly pings: TakePing,
  ) {}

  @Post('alertmanager')
  @Public('a source proves itself by its own token, which opens nothing else')
  @TakesStream()
  @ApiOperation({
    summary:
      'Takes a webhook of Alertmanager (version 4); answered once it is committed, 503 when it is to be sent again',
  })
  @ApiConsumes('application/json')
  @ApiBody(ALERTS)
  @Answers(intakeSchema)
  alertmanager(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('content-length') length: string | undefined,
  ) {
    return this.take('alertmanager', request, body, length);
  }

  @Post('grafana')
  @Public('a source proves itself by its own token, which opens nothing else')
  @TakesStream()
  @ApiOperation({
    summary:
      'Takes what a contact point "webhook" of Grafana posts (version 1); answered once it is committed, 503 when it is to be sent again',
  })
  @ApiConsumes('application/json')
  @ApiBody(ALERTS)
  @Answers(intakeSchema)
  grafana(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Headers('content-length') length: string | undefined,
  ) {
    return this.take('grafana', request, body, length);
  }

  @Post('webhook/:slug')
  @Public('a source proves itself by its signature over what it posts')
  @TakesStream()
  @ApiOperation({
    summary:
      'Takes events of any program that signs them (header Leitstand-Signature); answered once it is committed, 503 when it is to be sent again',
  })
  @ApiConsumes('application/json')
  @ApiBody(EVENTS)
  @Answers(intakeSchema)
  webhook(
    @Req() request: FastifyRequest,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body() body: unknown,
    @Headers(SIGNATURE) signature: string | undefined,
  ) {
    return this.gate.pass(this.turnstile.signerOf(request), async () => {
      // Nothing is noted of one that is too large: who sent it is not known before it is read.
      const bytes = await readBody(body, LARGEST_SIGNED, TOO_LARGE_SIGNED);
      const { signedAt, ...admitted } = await this.signed.execute(slug, signature, bytes);
      const { total, truncated } = await this.deliveries.execute(admitted, bytes, signedAt);
      return { alerts: total, truncated };
    });
  }

  @Post('heartbeat')
  @HttpCode(200)
  @Public('a heartbeat proves itself by its own token, which opens nothing else')
  @ApiOperation({
    summary: 'A heartbeat says that it is there; its body is of no account',
  })
  @Answers(pingSchema)
  async heartbeat(
    @Req() request: FastifyRequest,
    @Headers('authorization') authorization: string | undefined,
  ) {
    const { slug } = await this.pings.execute(
      tokenIn(authorization, 'lhb_… (the token of a heartbeat)'),
      countedAddress(request),
    );
    return { heartbeat: slug };
  }

  private take(kind: SourceKind, request: FastifyRequest, body: unknown, length = '0') {
    const sender = this.turnstile.senderOf(request);
    return this.gate.pass(sender, async () => {
      const admitted = await this.sources.execute(sender.token, sender.address, kind);
      const read = await this.read(admitted, body, Number(length));
      const { total, truncated } = await this.deliveries.execute(admitted, read);
      return { alerts: total, truncated };
    });
  }

  private async read(source: AdmittedSource, body: unknown, said: number): Promise<Buffer> {
    try {
      if (said > LARGEST) throw new DomainError('payload-too-large', TOO_LARGE);
      return await readBody(body, LARGEST, TOO_LARGE);
    } catch (error) {
      if (error instanceof DomainError)
        await this.deliveries.refuse(source, Math.max(said, LARGEST), TOO_LARGE);
      throw error;
    }
  }
}

const TOO_LARGE =
  'The delivery is larger than 20 MiB. Nothing was taken: set max_alerts in Alertmanager.';
const TOO_LARGE_SIGNED =
  'The body is larger than 1 MiB. Nothing was taken: send fewer events at once.';
