import { createHmac } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import type pg from 'pg';
import type { PinoLogger } from 'nestjs-pino';
import type { Settings } from '../../platform/config/settings.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Origin } from '../../platform/kernel/scope.js';
import type { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { limitOf } from '../domain/limits.js';
import type { IdentityHooks, Profile } from './identity-hooks.js';
import type { OidcClaims, OidcTokens } from './oidc-claims.js';
import { trustedOrigins } from './trusted-origins.js';

export const OIDC_PROVIDER = 'oidc';
export const COOKIE_PREFIX = 'leitstand';
export const SESSION_SECONDS = 7 * 24 * 60 * 60;
/** Set by us, so that nobody can send it: whose attempts the library counts together. */
export const CLIENT_IP_HEADER = 'x-leitstand-client-ip';
/** The same, for the record: where the request came from, if that is known. */
export const ORIGIN_HEADER = 'x-leitstand-origin';
export const REQUEST_ID_HEADER = 'x-request-id';

const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** The key that signs session cookies; of its own, so that no other use of the secret can forge one. */
export function cookieKey(secret: string): string {
  return createHmac('sha256', secret).update('leitstand:session-cookies').digest('hex');
}

/** Where a request of the identity library came from. */
export function originOf(headers: Headers | undefined): Origin {
  return {
    requestId: headers?.get(REQUEST_ID_HEADER) ?? null,
    ip: headers?.get(ORIGIN_HEADER) ?? null,
  };
}

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** Its models on our tables of migration 0003. */
const TABLES = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...dates } },
  session: {
    modelName: 'auth_sessions',
    fields: {
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      userId: 'user_id',
      ...dates,
    },
    expiresIn: SESSION_SECONDS,
    updateAge: 24 * 60 * 60,
  },
  account: {
    modelName: 'auth_accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...dates,
    },
    accountLinking: { enabled: true },
  },
  verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...dates } },
} satisfies Partial<BetterAuthOptions>;

/** We sign people in and nothing else: the provider's tokens are not kept. */
const WITHOUT_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

function databaseHooks(hooks: IdentityHooks): NonNullable<BetterAuthOptions['databaseHooks']> {
  const forget = {
    before: (account: object) => Promise.resolve({ data: { ...account, ...WITHOUT_TOKENS } }),
  };
  return {
    account: { create: forget, update: forget },
    session: {
      create: {
        before: ({ userId }) => hooks.sessionStarts(userId),
        after: ({ userId }, context) => hooks.sessionStarted(userId, originOf(context?.headers)),
      },
    },
  };
}

/** Counted with all other processes. Changing a password has a limit of its own, by person: see the route. */
function rateLimit(settings: Settings, limiter: RateLimiter) {
  const max = settings.get('RATE_LIMIT');
  return {
    enabled: true,
    window: 60,
    max,
    customRules: { '/sign-in/*': limitOf('sign-in', max), '/change-password': false as const },
    customStorage: {
      consume: (key: string, rule: { window: number; max: number }) =>
        limiter.consume(`identity:${key}`, rule),
    },
  };
}

/** Sessions by email and password, on our own tables. */
export function passwordOptions(
  settings: Settings,
  pool: pg.Pool,
  limiter: RateLimiter,
  hooks: IdentityHooks,
  log: PinoLogger,
) {
  return {
    ...TABLES,
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret: cookieKey(settings.get('SECRET')),
    database: pool,
    databaseHooks: databaseHooks(hooks),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    trustedOrigins: trustedOrigins(settings.publicUrl),
    telemetry: { enabled: false },
    onAPIError: { throw: true, errorURL: `${settings.publicUrl}/sign-in` },
    logger: {
      level: 'error',
      log: (_level: string, message: string) => log.warn({ identity: message }, 'identity library'),
    },
    rateLimit: rateLimit(settings, limiter),
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: settings.publicUrl.startsWith('https://'),
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: newId, validateSchema: false },
    },
  } satisfies BetterAuthOptions;
}

/** The same with an OpenID Connect provider (authorization code with PKCE). Reads its discovery document when it starts. */
export function oidcOptions(
  settings: Settings,
  issuer: string,
  base: ReturnType<typeof passwordOptions>,
  claims: OidcClaims,
  admit: (profile: Profile) => Promise<void>,
) {
  const clientSecret = settings.get('OIDC_CLIENT_SECRET');
  const provider = {
    providerId: OIDC_PROVIDER,
    name: settings.get('OIDC_NAME'),
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: settings.get('OIDC_CLIENT_ID') ?? '',
    ...(clientSecret ? { clientSecret } : {}),
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    // Its own reading takes a userinfo of anybody, and one without an ID token.
    getUserInfo: async (tokens: OidcTokens) => {
      const { sub, email, emailVerified, name } = await claims.personOf(tokens);
      await admit({ subject: sub, email, emailVerified, name });
      return { id: sub, sub, email, emailVerified, name: name ?? email ?? '' };
    },
  };
  return { ...base, plugins: [genericOAuth({ config: [provider] })] } satisfies BetterAuthOptions;
}
