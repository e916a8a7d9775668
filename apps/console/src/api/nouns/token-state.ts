import type { ApiToken } from '../contract.js';

export type TokenState = 'active' | 'expired' | 'revoked';

/** Whether a token still works at `now`. */
export function tokenState(
  { revokedAt, expiresAt }: Pick<ApiToken, 'revokedAt' | 'expiresAt'>,
  now: Date,
): TokenState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'active';
}
