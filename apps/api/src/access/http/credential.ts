import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Credential, NotLetIn } from '../domain/principal.js';
import type { Identity } from '../identity/identity.js';

/** The sentence for somebody who was not let in. Expired tokens have a code of their own, so that programs can tell. */
const WORDS: Record<NotLetIn, string> = {
  'session-unknown': 'Your session has ended. Sign in again.',
  'token-unknown': 'This API token is not known here.',
  'token-revoked': 'This API token was revoked.',
  'token-expired': 'This API token has expired. Make a new one.',
  'user-disabled': 'This account is disabled. Ask an administrator to enable it.',
};

export function notLetIn(why: NotLetIn): DomainError {
  return new DomainError(why === 'token-expired' ? 'token-expired' : 'unauthenticated', WORDS[why]);
}

/**
 * The API token of a request.
 * @returns null when there is no Authorization header
 * @throws DomainError `unauthenticated` when the header holds anything but a bearer token
 */
export function bearerOf({ authorization }: IncomingHttpHeaders): Credential | null {
  if (authorization === undefined) return null;
  const secret = /^Bearer\s+(\S{8,200})\s*$/i.exec(authorization)?.[1];
  if (secret) return { kind: 'token', secret };
  throw new DomainError('unauthenticated', 'The Authorization header must read: Bearer lst_…');
}

/**
 * What a request shows to be let in: its API token, else the session in a cookie that we signed.
 * @returns null when there is neither
 * @throws DomainError `unauthenticated` as `bearerOf`
 */
export function credentialIn(
  headers: IncomingHttpHeaders,
  identity: Pick<Identity, 'sessionToken'>,
): Credential | null {
  const bearer = bearerOf(headers);
  if (bearer) return bearer;
  const secret = identity.sessionToken(headers.cookie);
  return secret ? { kind: 'session', secret } : null;
}
