import { describe, expect, it } from '@jest/globals';
import { mailTime } from './mail-time.js';
import { passwordResetMail } from './password-reset-mail.js';

const link = 'https://leitstand.example.org/reset#secret';
const until = new Date('2026-11-10T12:00:00Z');

describe('the mail with a link to a new password', () => {
  it.each([
    ['de', 'Neues Passwort für Leitstand', 'Guten Tag,', 'Der Link gilt einmal und bis'],
    ['en', 'New password for Leitstand', 'Hello,', 'The link works once and until'],
  ] as const)('is in the language of its reader: %s', (locale, subject, greeting, limit) => {
    const mail = passwordResetMail('ann@example.org', link, until, locale);
    expect([mail.to, mail.subject]).toEqual(['ann@example.org', subject]);
    expect(mail.text.startsWith(`${greeting}\n\n`)).toBe(true);
    expect(mail.text).toContain(`\n\n${link}\n\n${limit} ${mailTime(until, locale)}.`);
  });
});
