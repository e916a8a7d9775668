import { describe, expect, it } from '@jest/globals';
import { passwordResetMail } from './password-reset-mail.js';

const link = 'https://leitstand.example.org/reset#secret';
const until = new Date('2026-11-10T12:00:00Z');

describe('the mail with a link to a new password', () => {
  it.each([
    [
      'de',
      'Neues Passwort für Leitstand',
      'Guten Tag,',
      'Der Link gilt einmal und bis 10. November 2026 um 13:00 MEZ (12:00 UTC)',
    ],
    [
      'en',
      'New password for Leitstand',
      'Hello,',
      'The link works once and until 10 November 2026 at 13:00 CET (12:00 UTC)',
    ],
  ] as const)(
    'is in the language and the zone of its reader: %s',
    (locale, subject, greeting, limit) => {
      const mail = passwordResetMail('ann@example.org', link, until, {
        locale,
        timeZone: 'Europe/Berlin',
      });
      expect([mail.to, mail.subject]).toEqual(['ann@example.org', subject]);
      expect(mail.text.startsWith(`${greeting}\n\n`)).toBe(true);
      expect(mail.text).toContain(`\n\n${link}\n\n${limit}.`);
    },
  );
});
