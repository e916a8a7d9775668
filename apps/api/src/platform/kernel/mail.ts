/** A mail, ready to be sent. Plain text: nothing in it can be tracked or broken by a mail program. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** id of what several mails are about, so that mail programs show them together */
  readonly thread?: string;
}
