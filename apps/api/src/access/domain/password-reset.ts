import type { Origin } from '../../platform/kernel/scope.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import type { WhyNot } from './change-user.js';
import type { Grant } from './grants.js';
import { belongsTo } from './user.js';

const HOUR_MS = 60 * 60 * 1000;

/** Somebody asks for a link to a new password, whether they have an account or not. */
export interface ResetRequest {
  readonly email: string;
  /** language of the page that asks; the account's own comes first */
  readonly locale: 'de' | 'en';
  readonly origin: Origin;
}

/** When a reset link made at `now` lapses. */
export function resetExpiry(now: Date): Date {
  return new Date(now.getTime() + HOUR_MS);
}

/**
 * Whether an administrator may make a reset link for somebody. Whoever holds the link holds the account with everything it may
 * do, so the administrator must be one in every territory of it; their own password they change by knowing the present one.
 * @param territories those in which the acting administrator may change access
 * @param all the territories there are
 */
export function mayResetFor(
  actorId: string,
  territories: readonly string[],
  user: { readonly id: string; readonly disabled: boolean; readonly grants: readonly Grant[] },
  all: readonly string[],
): Result<null, WhyNot> {
  const beyond = belongsTo(user, all).some((territory) => !territories.includes(territory));
  if (beyond)
    return err({
      code: 'forbidden',
      message:
        'This account also has access to territories that are not yours; an administrator of all of them can make this link.',
      field: { path: '', code: 'reset-elsewhere' },
    });
  if (user.id === actorId)
    return err({
      code: 'conflict',
      message: 'Change your own password under Settings: it takes your present one.',
      field: { path: '', code: 'own-password' },
    });
  if (user.disabled)
    return err({
      code: 'conflict',
      message: 'This account is disabled. Enable it first.',
      field: { path: '', code: 'account-disabled' },
    });
  return ok(null);
}

/** What the mails that bring the reset links of an account are about. */
export function aboutResetLinks(userId: string): string {
  return `password-reset/${userId}`;
}
