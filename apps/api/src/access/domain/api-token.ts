import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { EffectivePermissions, TokenLimits } from './effective-permissions.js';

/** What API tokens begin with, so that secret scanners know them. */
export const API_TOKEN_PREFIX = 'lst_';

const SHOWN = 12;

/** A bearer token as people see it; the secret itself is shown once, when it is made. */
export interface ApiToken extends TokenLimits {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly revokedAt: Date | null;
}

/** The beginning of an API token: enough to tell tokens apart, far too little to use one. */
export function shownPrefix(token: string): string {
  return token.slice(0, SHOWN);
}

/** Whether a token still opens anything at `now`. */
export function tokenState(
  token: { expiresAt: Date | null; revokedAt: Date | null },
  now: Date,
): 'live' | 'expired' | 'revoked' {
  if (token.revokedAt) return 'revoked';
  return token.expiresAt && token.expiresAt <= now ? 'expired' : 'live';
}

/**
 * What is wrong with a token to be made: more than its creator holds in each of its territories, or an expiry that has passed. Empty
 * when nothing is.
 */
export function tokenFaults(
  command: TokenLimits & { readonly expiresAt: Date | null },
  creator: EffectivePermissions,
  now: Date,
): FieldError[] {
  const faults: FieldError[] = [];
  const mine = new Set([...creator.values()].flat());
  command.scopes.forEach((permission, i) => {
    const held = creator.get(permission);
    const path = `scopes.${i}`;
    // Of a territory in which they hold nothing its own fault tells.
    const lacking = command.territories.filter((code) => mine.has(code) && !held?.includes(code));
    if (!held)
      faults.push({
        path,
        code: 'not-held',
        message: `you do not hold "${permission}" yourself`,
      });
    else if (lacking.length > 0)
      faults.push({
        path,
        code: 'not-held-there',
        message: `you do not hold "${permission}" in ${lacking.join(', ')}`,
      });
  });
  command.territories.forEach((territory, i) => {
    if (!mine.has(territory))
      faults.push({
        path: `territories.${i}`,
        code: 'not-held',
        message: `you hold nothing in "${territory}"`,
      });
  });
  if (command.expiresAt && command.expiresAt <= now)
    faults.push({ path: 'expiresAt', code: 'in-the-past', message: 'must lie ahead' });
  return faults;
}
