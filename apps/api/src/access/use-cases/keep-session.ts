import { Injectable } from '@nestjs/common';
import { SESSION_SECONDS } from '../identity/auth-options.js';
import { Identity } from '../identity/identity.js';
import { PrincipalCache } from './principal-cache.js';

const RENEW_AFTER_MS = 24 * 60 * 60 * 1000;

/** Sessions last seven days and roll on: one that was not renewed for a day is, on its next use. */
@Injectable()
export class KeepSession {
  constructor(
    private readonly identity: Identity,
    private readonly cache: PrincipalCache,
  ) {}

  /** The session token in a `Cookie` header, if we signed it. */
  tokenOf(cookieHeader: string | undefined): string | null {
    return this.identity.sessionToken(cookieHeader);
  }

  isDue(expiresAt: Date, now: Date): boolean {
    return expiresAt.getTime() - SESSION_SECONDS * 1000 + RENEW_AFTER_MS <= now.getTime();
  }

  /** @returns the cookies to send */
  async prolong(headers: Headers): Promise<string[]> {
    const cookies = await this.identity.prolong(headers);
    this.cache.clear();
    return cookies;
  }
}
