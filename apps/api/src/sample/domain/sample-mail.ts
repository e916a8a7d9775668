/** A mail that the sample mailbox took. */
export interface SampleMail {
  readonly id: string;
  readonly at: Date;
  /** whom it was sent to, in lower case */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Those of `mails` that were sent to an address, newest first. A mail carries links that act for whoever it was sent to: nobody sees
 * another's.
 */
export function mailsTo(address: string, mails: readonly SampleMail[]): SampleMail[] {
  const own = mails.filter(({ to }) => to.includes(address.toLowerCase()));
  return own.toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
