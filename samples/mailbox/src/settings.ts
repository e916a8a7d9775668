/** Where the mailbox takes mails, on the loopback address only, and where it keeps them. */
export interface MailboxSettings {
  readonly port: number;
  readonly folder: string;
}

/**
 * Reads MAILBOX_PORT (default 4718) and MAILBOX_DIR.
 * @returns the settings, or a sentence naming the setting that is wrong
 */
export function readMailboxSettings(
  env: Readonly<Record<string, string | undefined>>,
): MailboxSettings | string {
  const text = env['MAILBOX_PORT'] || '4718';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    return `MAILBOX_PORT must be a port from 1 to 65535, not "${text}"`;
  const folder = env['MAILBOX_DIR'];
  return folder ? { port, folder } : 'MAILBOX_DIR must name a folder';
}
