import { DomainError } from '../../platform/kernel/domain-error.js';
import { rolesWith } from '#contract';
import { territoriesOf, type Grant } from './grants.js';
import type { User } from './user.js';

/** A seat that waits for somebody: whoever opens its link, or proves the address at the identity provider, takes it. */
export interface Invitation {
  readonly id: string;
  /** lower case */
  readonly email: string;
  readonly grants: readonly Grant[];
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** One that is about to be taken, or taken back. */
export interface OpenInvitation extends Invitation {
  /** id of the account that made it; null = none, or not known */
  readonly inviter: string | null;
}

const DAYS = 7;

const INVITERS: readonly string[] = rolesWith('user:write');

/** Whether somebody may give seats with these grants: an invitation is worth what its maker may give when it is taken. */
export function maySeat(
  inviter: Pick<User, 'disabled' | 'grants'> | undefined,
  grants: readonly Grant[],
): boolean {
  if (!inviter || inviter.disabled) return false;
  const own = inviter.grants.filter(({ role }) => INVITERS.includes(role));
  return territoriesOf(grants).every((territory) => territoriesOf(own).includes(territory));
}

/** An invitation that can be taken at `now`. @throws DomainError `gone` */
export function live<I extends Invitation>(invitation: I | undefined, now: Date): I {
  if (invitation && invitation.expiresAt > now) return invitation;
  throw new DomainError(
    'gone',
    'This invitation was used, revoked or has expired. Ask for a new one.',
  );
}

/** When an invitation made at `now` lapses. */
export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + DAYS * 24 * 60 * 60 * 1000);
}

/** What an OpenID Connect sign-in leads to. */
export type Admission = 'known' | 'invited' | 'email-unverified' | 'user-disabled' | 'uninvited';

/**
 * Decides on somebody who proved who they are at the identity provider.
 * @param linked whether the provider's subject is linked to an account here; only then the address does not matter
 * @param user the account of the address, if any
 */
export function admission(
  emailVerified: boolean,
  linked: boolean,
  user: { readonly disabled: boolean } | undefined,
  invitation: { readonly expiresAt: Date } | undefined,
  now: Date,
): Admission {
  if (user?.disabled) return 'user-disabled';
  if (linked) return 'known';
  if (!emailVerified) return 'email-unverified';
  if (user) return 'known';
  return invitation && invitation.expiresAt > now ? 'invited' : 'uninvited';
}

const WHY_NOT = {
  'email-unverified':
    'Your identity provider has not verified your email address, so it cannot prove who you are here.',
  'user-disabled': 'This account is disabled. Ask an administrator to enable it.',
  uninvited:
    'Nobody with your email address has an account here or was invited. Ask an administrator for an invitation.',
  'provider-not-believed':
    'What your identity provider says of you is not what OpenID Connect asks for, so it is not believed. The log of the server has the details.',
} satisfies Record<Exclude<Admission, 'known' | 'invited'>, string> & Record<string, string>;

/** Somebody proved who they are, and is not let in all the same. */
export class NotAdmitted extends DomainError {
  constructor(readonly why: keyof typeof WHY_NOT) {
    super('forbidden', WHY_NOT[why], [{ path: '', code: why, message: WHY_NOT[why] }]);
  }
}

/** What the mail of an invitation is about. */
export function aboutInvitation(id: string): string {
  return `invitation/${id}`;
}
