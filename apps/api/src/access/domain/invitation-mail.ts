import type { Mail } from '../../platform/kernel/mail.js';
import { timeFor, type Reader } from '../../platform/kernel/reader.js';

const WORDS = {
  de: {
    subject: 'Einladung zu Leitstand',
    text: (by: string, link: string, until: string) =>
      `Guten Tag,\n\n${by} hat Sie zu Leitstand eingeladen. Über diesen Link legen Sie Ihr Konto an:\n\n${link}\n\nDer Link gilt einmal und bis ${until}.\nHaben Sie diese Einladung nicht erwartet, dann löschen Sie diese E-Mail einfach.\n`,
  },
  en: {
    subject: 'Invitation to Leitstand',
    text: (by: string, link: string, until: string) =>
      `Hello,\n\n${by} has invited you to Leitstand. Create your account through this link:\n\n${link}\n\nThe link works once and until ${until}.\nIf you did not expect this invitation, simply delete this mail.\n`,
  },
} as const;

/** The mail to somebody who was invited, in their language and zone, as far as these are known. */
export function invitationMail(
  to: string,
  by: string,
  link: string,
  expiresAt: Date,
  reader: Reader,
): Mail {
  const words = WORDS[reader.locale];
  return {
    to,
    subject: words.subject,
    text: words.text(by, link, timeFor(expiresAt, reader, 'long')),
  };
}
