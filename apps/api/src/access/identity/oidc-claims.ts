import { decodeJwt, type JWTPayload } from 'jose';
import {
  allowInsecureRequests,
  ClientError,
  discovery,
  fetchUserInfo,
  type Configuration,
} from 'openid-client';
import type { PinoLogger } from 'nestjs-pino';
import { isOneLine, oneLineOf } from '#contract';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { NotAdmitted } from '../domain/invitation.js';

const OLDEST_SECONDS = 600;
const LONGEST_SUBJECT = 255;
const LONGEST_EMAIL = 320;
const LONGEST_NAME = 200;

/** What is known of somebody who comes from the identity provider. */
export interface OidcPerson {
  /** the provider's stable name for them */
  readonly sub: string;
  /** null where there is none, or what is given is no address */
  readonly email: string | null;
  readonly emailVerified: boolean;
  /** one line */
  readonly name: string | null;
}

/** What the token endpoint gave. */
export interface OidcTokens {
  readonly accessToken?: string | undefined;
  readonly idToken?: string | undefined;
}

/**
 * What is wrong with the claims of an ID token whose signature, issuer, audience, expiry and nonce are verified already; null when
 * nothing is. The rest of OpenID Connect Core 1.0, 2 and 3.1.3.7.
 * @param now unix seconds
 */
export function idTokenFault(claims: JWTPayload, clientId: string, now: number): string | null {
  const { sub, aud, azp, iat } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_SUBJECT)
    return 'its ID token names nobody (sub)';
  if (azp !== undefined && azp !== clientId)
    return 'its ID token was issued to another client (azp)';
  if ([aud].flat().length > 1 && azp === undefined)
    return 'its ID token has several audiences and does not say to whom it was issued (azp)';
  if (typeof iat !== 'number' || Math.abs(now - iat) > OLDEST_SECONDS)
    return 'its ID token was not issued just now (iat)';
  return null;
}

/** The person that claims tell of; what could not stand where names and addresses stand is left out. */
export function personOf(sub: string, claims: Readonly<Record<string, unknown>>): OidcPerson {
  const text = (key: string): string | null => {
    const value = claims[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const email = text('email');
  const name = text('name') ?? text('preferred_username');
  return {
    sub,
    email: email !== null && isAddress(email) ? email : null,
    emailVerified: claims['email_verified'] === true,
    name: name === null ? null : cut(oneLineOf(name)),
  };
}

function isAddress(text: string): boolean {
  return text.length <= LONGEST_EMAIL && isOneLine(text) && /^[^\s@]+@[^\s@]+$/.test(text);
}

function cut(name: string): string {
  return name.toWellFormed().slice(0, LONGEST_NAME).toWellFormed().trim();
}

/** Asks an OpenID Connect provider about people who come from it. */
export class OidcClaims {
  private provider: Promise<Configuration> | null = null;

  constructor(
    private readonly issuer: string,
    private readonly client: { readonly id: string; readonly secret: string | undefined },
    private readonly now: () => Date,
    private readonly log: PinoLogger,
  ) {}

  /**
   * Who signed in: by the ID token, and by userinfo where that holds no address.
   * @param tokens with an ID token that is verified, if there is one
   * @throws NotAdmitted when the provider's answers are not what OpenID Connect says, DomainError `dependency-unavailable` when it does not answer
   */
  async personOf({ accessToken, idToken }: OidcTokens): Promise<OidcPerson> {
    if (!idToken) throw this.refused('it gave no ID token');
    const claims = decodeJwt(idToken);
    const fault = idTokenFault(claims, this.client.id, this.now().getTime() / 1_000);
    const { sub = '' } = claims;
    if (fault !== null) throw this.refused(fault);
    if (claims['email'] !== undefined || !accessToken) return personOf(sub, claims);
    return personOf(sub, { ...(await this.userInfo(accessToken, sub)), ...claims });
  }

  /** OpenID Connect Core 1.0, 5.3: what another `sub` says is not used. */
  private async userInfo(accessToken: string, sub: string): Promise<Record<string, unknown>> {
    const provider = await this.connected();
    if (!provider.serverMetadata().userinfo_endpoint) return {};
    try {
      return await fetchUserInfo(provider, accessToken, sub);
    } catch (error) {
      if (error instanceof ClientError) throw this.refused(`of its userinfo: ${error.message}`);
      throw this.away(error);
    }
  }

  private async connected(): Promise<Configuration> {
    const { issuer, client } = this;
    this.provider ??= discovery(new URL(issuer), client.id, client.secret, undefined, {
      execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
    });
    try {
      return await this.provider;
    } catch (error) {
      this.provider = null;
      throw this.away(error);
    }
  }

  private refused(reason: string): NotAdmitted {
    this.log.warn({ issuer: this.issuer, reason }, 'the identity provider is not believed');
    return new NotAdmitted('provider-not-believed');
  }

  private away(error: unknown): DomainError {
    this.log.warn({ err: error, issuer: this.issuer }, 'the identity provider does not answer');
    return new DomainError(
      'dependency-unavailable',
      `The identity provider at ${this.issuer} does not answer. Sign in with a password, or try again shortly.`,
    );
  }
}
