import type { Mail } from '../../platform/kernel/mail.js';
import { timeFor, type Reader } from '../../platform/kernel/reader.js';

const WORDS = {
  de: {
    subject: 'Neues Passwort für Leitstand',
    text: (link: string, until: string) =>
      `Guten Tag,\n\nüber diesen Link legen Sie ein neues Passwort für Ihr Konto bei Leitstand fest:\n\n${link}\n\nDer Link gilt einmal und bis ${until}. Danach sind Sie überall abgemeldet.\nHaben Sie das nicht gewünscht, dann löschen Sie diese E-Mail einfach: Ihr Passwort bleibt, wie es ist.\n`,
  },
  en: {
    subject: 'New password for Leitstand',
    text: (link: string, until: string) =>
      `Hello,\n\nset a new password for your Leitstand account through this link:\n\n${link}\n\nThe link works once and until ${until}. Using it signs you out everywhere.\nIf you did not ask for this, simply delete this mail: your password stays as it is.\n`,
  },
} as const;

/** The mail with a link to a new password, in its reader's language and zone. */
export function passwordResetMail(to: string, link: string, expiresAt: Date, reader: Reader): Mail {
  const words = WORDS[reader.locale];
  return { to, subject: words.subject, text: words.text(link, timeFor(expiresAt, reader, 'long')) };
}
