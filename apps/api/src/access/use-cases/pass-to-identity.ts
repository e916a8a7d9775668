import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { errorOf } from '../identity/identity-error.js';
import { Identity } from '../identity/identity.js';
import { PrincipalCache } from '../db/principal-cache.js';

/** What the identity library answered, ready to be sent. */
export interface IdentityAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly cookies: readonly string[];
  readonly body: string;
}

const FORWARDED = new Set(['location', 'content-type', 'cache-control']);

/** Hands a request to the identity library and its answer back. */
@Injectable()
export class PassToIdentity {
  constructor(
    private readonly identity: Identity,
    private readonly database: DatabaseReader,
    private readonly cache: PrincipalCache,
    private readonly settings: Settings,
  ) {}

  /** @throws the library's error, a DomainError of a hook, or the driver's error when the database is away */
  async execute(
    url: string,
    init: { method: string; headers: Headers; body?: string },
  ): Promise<IdentityAnswer> {
    try {
      const response = await this.identity.handle(
        new Request(this.settings.publicUrl + url, { ...init, redirect: 'manual' }),
      );
      return await this.answer(response);
    } finally {
      this.cache.clear();
    }
  }

  private async answer(response: Response): Promise<IdentityAnswer> {
    const error = await errorOf(response);
    if (error) throw error;
    const location = response.headers.get('location') ?? '';
    if (response.status >= 500 || location.includes('error=internal_server_error'))
      await this.database.ping();
    const headers = [...response.headers].filter(([name]) => FORWARDED.has(name));
    return {
      status: response.status,
      headers,
      cookies: response.headers.getSetCookie(),
      body: withoutToken(await response.text()),
    };
  }
}

/** The session token belongs in the HttpOnly cookie, not where a script could read it. */
function withoutToken(body: string): string {
  if (!body.startsWith('{')) return body;
  const { token: _token, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify(rest);
}
