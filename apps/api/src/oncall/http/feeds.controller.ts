import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { limitOf } from '../../access/domain/limits.js';
import { Settings } from '../../platform/config/settings.js';
import { Revalidated } from '../../platform/http/caching.js';
import { Public } from '../../platform/http/requires.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { ReadFeed } from '../use-cases/read-feed.js';

/** 128 bits, base64url, as the name of a file that calendars know. */
const FILE = /^([A-Za-z0-9_-]{22})\.ics$/;

const HEADERS = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'inline; filename="on-call.ics"',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What calendars read. An address outside of the API: it stands in calendars, which send no credentials. */
@ApiExcludeController()
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly feed: ReadFeed,
    private readonly limiter: RateLimiter,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `not-found` whatever is wrong with the address, `rate-limited` */
  @Get(':file')
  @Revalidated('private')
  @Public('calendars send no credentials; 128 random bits in the address are the proof')
  async read(
    @Param('file') file: string,
    @Query('lang') lang: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    void reply.headers({ 'x-robots-tag': HEADERS['x-robots-tag'] });
    const token = FILE.exec(file)?.[1] ?? '';
    // Counted by the calendar: many of them are read from one address of whoever keeps calendars for others.
    await this.count(hashSecret(token), reply);
    const text = await this.feed.execute(token, lang === 'de' ? 'de' : 'en');
    void reply.headers(HEADERS);
    return text;
  }

  private async count(calendar: string, reply: FastifyReply): Promise<void> {
    const rule = limitOf('feed', this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(`feed:${calendar}`, rule);
    if (allowed) return;
    void reply.header('retry-after', String(retryAfter));
    throw new DomainError('rate-limited', `Too many readings. Try again in ${retryAfter} seconds.`);
  }
}
