import { keyed, sameText } from '../../audit/domain/hash-chain.js';

/** What a form that was sent says of when its page was opened. */
export type FormAge = 'right' | 'too-early' | 'too-late' | 'not-ours';

const EARLIEST_MS = 1000;
/** Of a press: nobody sees a page, finds its button and presses it sooner. */
const EARLIEST_BY_HAND_MS = 250;
const LATEST_MS = 30 * 60_000;

/**
 * Goes into the form of an acknowledgement, so that it tells when its page was opened: whatever opens links in mails, and sends the forms it
 * finds there, does so at once.
 * @param token of the link
 * @param secret LEITSTAND_SECRET
 */
export function formNonce(token: string, opened: Date, secret: string): string {
  const at = opened.getTime().toString(36);
  return `${at}.${keyed('ack-form', [token, at], secret)}`;
}

/**
 * Whether a form was sent by somebody who looked at its page first: from 1 s, or from 0.25 s by hand, to 30 min after it was opened.
 * @param byHand whether a browser vouches that somebody pressed: whatever sends forms without a person cannot have it do so
 */
export function formAge(
  nonce: string,
  token: string,
  now: Date,
  secret: string,
  byHand = false,
): FormAge {
  const [, at = '', mac = ''] = /^([0-9a-z]{1,10})\.([0-9a-f]{64})$/.exec(nonce) ?? [];
  if (at === '' || !sameText(keyed('ack-form', [token, at], secret), mac)) return 'not-ours';
  const age = now.getTime() - Number.parseInt(at, 36);
  if (age < (byHand ? EARLIEST_BY_HAND_MS : EARLIEST_MS)) return 'too-early';
  return age > LATEST_MS ? 'too-late' : 'right';
}
