import { describe, expect, it } from '@jest/globals';
import { admission, invitationExpiry, NotAdmitted } from './invitation.js';
import { invitationMail } from './invitation-mail.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = { expiresAt: new Date('2026-03-02T12:00:00Z') };
const LAPSED = { expiresAt: NOW };

describe('who is let in from the identity provider', () => {
  it.each([
    ['known by a verified address', true, false, { disabled: false }, undefined, 'known'],
    [
      'linked before, whatever the address is now',
      false,
      true,
      { disabled: false },
      undefined,
      'known',
    ],
    ['invited', true, false, undefined, LATER, 'invited'],
    ['invited too long ago', true, false, undefined, LAPSED, 'uninvited'],
    ['a stranger', true, false, undefined, undefined, 'uninvited'],
    [
      'an address that was not verified',
      false,
      false,
      { disabled: false },
      LATER,
      'email-unverified',
    ],
    ['disabled', true, false, { disabled: true }, undefined, 'user-disabled'],
    ['disabled and linked', true, true, { disabled: true }, LATER, 'user-disabled'],
  ] as const)('%s', (_who, verified, linked, user, invitation, verdict) => {
    expect(admission(verified, linked, user, invitation, NOW)).toBe(verdict);
  });
});

describe('an invitation', () => {
  it('lives for seven days', () => {
    expect(invitationExpiry(NOW)).toEqual(new Date('2026-03-08T12:00:00Z'));
  });

  it.each([
    ['de', 'Einladung zu Leitstand', '8. März 2026 um 13:00 MEZ (12:00 UTC)'],
    ['en', 'Invitation to Leitstand', '8 March 2026 at 13:00 CET (12:00 UTC)'],
  ] as const)('is written in %s', (locale, subject, until) => {
    const mail = invitationMail(
      'a@example.org',
      'Ada',
      'https://x/invitation?token=t',
      invitationExpiry(NOW),
      { locale, timeZone: 'Europe/Berlin' },
    );
    expect(mail).toMatchObject({ to: 'a@example.org', subject });
    expect(mail.text).toContain(until);
    expect(mail.text).toContain('\n\nhttps://x/invitation?token=t\n\n');
    expect(mail.text).toMatch(
      /Ada (hat Sie zu Leitstand eingeladen|has invited you to Leitstand)\./,
    );
  });
});

describe('somebody who is not let in', () => {
  it.each([
    ['email-unverified', 'has not verified your email address'],
    ['user-disabled', 'This account is disabled'],
    ['uninvited', 'Ask an administrator for an invitation'],
  ] as const)('is told that it is for %s', (why, words) => {
    const error = new NotAdmitted(why);
    expect(error).toMatchObject({ code: 'forbidden', why });
    expect(error.message).toContain(words);
  });
});
