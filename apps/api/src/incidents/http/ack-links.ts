import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { linkKey, readLink } from '../../notifications/domain/link.js';
import { Settings } from '../../platform/config/settings.js';
import { SignedLinks } from '../../platform/http/counted-apart.js';

/** Links of pages: whoever was paged is known by theirs, and is counted by it, whatever else comes from where they are. */
@Injectable()
export class AckLinks extends SignedLinks {
  private readonly key: Buffer;

  constructor(settings: Settings) {
    super();
    this.key = linkKey(settings.get('SECRET'));
  }

  nameIn({ routeOptions, query }: FastifyRequest): string | null {
    if (routeOptions.url !== '/ack') return null;
    const { token } = query as { token?: unknown };
    return (typeof token === 'string' && readLink(this.key, token)?.notificationId) || null;
  }
}
