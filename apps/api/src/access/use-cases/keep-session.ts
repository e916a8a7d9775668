import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/kernel/clock.js';
import { PrincipalCache } from '../db/principal-cache.js';
import { SESSION_SECONDS } from '../identity/auth-options.js';
import { Identity } from '../identity/identity.js';

const RENEW_AFTER_MS = 24 * 60 * 60 * 1000;

/** Sessions last seven days and roll on: one that was not renewed for a day is, on its next use. */
@Injectable()
export class KeepSession {
  constructor(
    private readonly identity: Identity,
    private readonly cache: PrincipalCache,
    private readonly clock: Clock,
  ) {}

  /**
   * @param expiresAt when the session ends unless it is renewed
   * @param headers of the request that uses it; made only when they are needed
   * @returns the cookies to send; none while the session need not be renewed
   */
  async execute(expiresAt: Date, headers: () => Headers): Promise<string[]> {
    const renewedAt = expiresAt.getTime() - SESSION_SECONDS * 1000;
    if (renewedAt + RENEW_AFTER_MS > this.clock.now().getTime()) return [];
    const cookies = await this.identity.prolong(headers());
    this.cache.clear();
    return cookies;
  }
}
