/** A mail, ready to be sent. Plain text: nothing in it can be tracked or broken by a mail program. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
