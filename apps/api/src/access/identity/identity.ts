import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { betterAuth } from 'better-auth';
import { PinoLogger } from 'nestjs-pino';
import type pg from 'pg';
import { Settings } from '../../platform/config/settings.js';
import { createPool } from '../../platform/db/pool.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import {
  OIDC_PROVIDER,
  cookieKey,
  oidcOptions,
  originOf,
  passwordOptions,
} from './auth-options.js';
import { errorOf } from './identity-error.js';
import { IdentityHooks, type Profile } from './identity-hooks.js';
import { OidcClaims } from './oidc-claims.js';
import { sessionCookieName, sessionTokenFrom } from './session-cookie.js';

const POOL = 4;
const DISCOVERY_MS = 5000;

type Auth = ReturnType<typeof betterAuth>;

/**
 * Sessions, by better-auth on tables of our own. Its connections act as `system:access`, which alone may read credentials.
 * The part that talks to an identity provider starts on first use and again until the provider answers: while the provider is
 * unavailable, passwords go on working.
 */
@Injectable()
export class Identity implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly options: ReturnType<typeof passwordOptions>;
  private readonly byPassword: Auth;
  private byProvider: Promise<Auth> | null = null;
  /** where the request under way came from: the library does not tell when it maps a profile */
  private readonly visits = new AsyncLocalStorage<Origin>();

  constructor(
    private readonly settings: Settings,
    private readonly hooks: IdentityHooks,
    limiter: RateLimiter,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {
    this.pool = createPool(settings.directUrl, POOL, (error) =>
      log.warn({ err: error }, 'lost an idle database connection'),
    );
    this.pool.on(
      'connect',
      (client) => void client.query("set leitstand.actor = 'system:access'").catch(() => undefined),
    );
    this.options = passwordOptions(settings, this.pool, limiter, hooks, log);
    this.byPassword = betterAuth(this.options) as unknown as Auth;
  }

  /** Answers a request below /api/auth. @throws the library's APIError, a DomainError of a hook, or the driver's error */
  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    const auth = /\/(sign-in\/social|callback\/)/.test(path)
      ? await this.provider()
      : this.byPassword;
    return this.visits.run(originOf(request.headers), () => auth.handler(request));
  }

  async hashPassword(password: string): Promise<string> {
    return (await this.byPassword.$context).password.hash(password);
  }

  /** Starts a session for a user whose password was just set. @returns the cookies to send */
  async startSession(email: string, password: string, headers: Headers): Promise<string[]> {
    const response = await this.byPassword.api.signInEmail({
      body: { email, password },
      headers,
      asResponse: true,
    });
    const error = await errorOf(response);
    if (error) throw error;
    return response.headers.getSetCookie();
  }

  /** Prolongs the session of `headers` by another seven days. @returns the cookies to send */
  async prolong(headers: Headers): Promise<string[]> {
    const response = await this.byPassword.api.getSession({ headers, asResponse: true });
    return response.headers.getSetCookie();
  }

  /** The session token in a `Cookie` header, if we signed it. */
  sessionToken(cookieHeader: string | undefined): string | null {
    const { publicUrl } = this.settings;
    return sessionTokenFrom(
      cookieHeader,
      sessionCookieName(publicUrl),
      cookieKey(this.settings.get('SECRET')),
    );
  }

  private async provider(): Promise<Auth> {
    const issuer = this.settings.get('OIDC_ISSUER');
    if (!issuer)
      throw new DomainError(
        'not-found',
        'No identity provider is set up: LEITSTAND_OIDC_ISSUER is not set.',
      );
    this.byProvider ??= this.connect(issuer).catch((error: unknown) => {
      this.byProvider = null;
      throw error;
    });
    return this.byProvider;
  }

  private async connect(issuer: string): Promise<Auth> {
    const admit = (profile: Profile) =>
      this.hooks.admit(profile, this.visits.getStore() ?? originOf(undefined));
    const auth = betterAuth(
      oidcOptions(this.settings, issuer, this.options, this.claims(issuer), admit),
    ) as unknown as Auth;
    const context = await within(DISCOVERY_MS, auth.$context);
    const providers = context ? await Promise.resolve(context.socialProviders) : [];
    if (providers.some(({ id }) => id === OIDC_PROVIDER)) return auth;
    throw new DomainError(
      'dependency-unavailable',
      `The identity provider at ${issuer} does not answer. Sign in with a password, or try again shortly.`,
    );
  }

  private claims(issuer: string): OidcClaims {
    const client = {
      id: this.settings.get('OIDC_CLIENT_ID') ?? '',
      secret: this.settings.get('OIDC_CLIENT_SECRET'),
    };
    return new OidcClaims(issuer, client, () => this.clock.now(), this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
