import { Body, Controller, Get, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../../platform/http/client-address.js';
import { problemOf } from '../../platform/http/problem.js';
import { TakesForm } from '../../platform/http/refuse-forms.js';
import { Public } from '../../platform/http/requires.js';
import { AcknowledgeByLink, type AckByLink } from '../use-cases/acknowledge-by-link.js';
import { OpenAckLink } from '../use-cases/open-ack-link.js';
import { ackPage, noAckPage } from './ack-page.js';

const WHY = 'whoever was paged acknowledges before signing in; the signed link is the proof';
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Nobody else learns the link; and our own form says whose it is, also where a browser sends no `Sec-Fetch-Site`.
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex',
  vary: 'accept-language',
  // Nothing foreign, nothing that runs: a form, and its style.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** The page that the link in a notification opens. An address outside of the API: it stands in mails. */
@ApiExcludeController()
@Controller('ack')
export class AckController {
  constructor(
    private readonly links: OpenAckLink,
    private readonly acknowledgement: AcknowledgeByLink,
  ) {}

  /** Has no effect: whatever reads mails opens every link in them. */
  @Get()
  @Public(WHY)
  show(
    @Query('token') token: unknown,
    @Query('opened') opened: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Req() { id }: FastifyRequest,
  ): Promise<string> {
    return this.answered(textOf(token), languages, reply, { id, pressed: false }, async (text) => ({
      ...(await this.links.execute(text, textOf(opened))),
      again: false,
    }));
  }

  /** Has one effect, however often it is pressed. */
  @Post()
  @Public(WHY)
  @HttpCode(200)
  @TakesForm()
  press(
    @Body() body: unknown,
    @Headers('accept-language') languages: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const { token, nonce } = (body ?? {}) as { token?: unknown; nonce?: unknown };
    const origin = { requestId: request.id, ip: clientAddress(request) };
    const pressed = { id: request.id, pressed: true };
    return this.answered(textOf(token), languages, reply, pressed, (text) =>
      this.acknowledgement.execute(
        text,
        { nonce: textOf(nonce), byHand: isByHand(request) },
        origin,
      ),
    );
  }

  /** A page in every case: people read it, at night. */
  private async answered(
    token: string,
    languages: string | undefined,
    reply: FastifyReply,
    { id: requestId, pressed }: { readonly id: string; readonly pressed: boolean },
    work: (token: string) => Promise<AckByLink>,
  ): Promise<string> {
    void reply.headers(HEADERS);
    const preferred = /^\s*de\b/i.test(languages ?? '') ? 'de' : 'en';
    try {
      const { person, ...page } = await work(token);
      const locale = person.locale ?? preferred;
      const { timeZone } = person;
      return ackPage({ ...page, token, locale, timeZone });
    } catch (error) {
      const { status } = problemOf(error, requestId);
      if (status === 500) throw error;
      void reply.status(status);
      if (status === 410 || status === 404)
        return noAckPage(preferred, status === 410 ? 'gone' : 'garbled');
      return noAckPage(preferred, { token, pressed });
    }
  }
}

/**
 * Whether a browser says that somebody pressed (`Sec-Fetch-User`, which no page and no script can have it send). Over plain http browsers do
 * not say it.
 */
function isByHand({ headers }: FastifyRequest): boolean {
  return (
    headers['sec-fetch-user'] === '?1' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-site'] === 'same-origin'
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
