/** What is done less often than other requests: guessing, costly hashing, mails to others. */
export type LimitName =
  | 'sign-in'
  | 'unknown-token'
  | 'look-up'
  | 'one-time-link'
  | 'password'
  | 'making-links'
  | 'reset-address'
  | 'feed';

/** The part of the instance's requests a minute (LEITSTAND_RATE_LIMIT, 1200 unless told) that each takes; never less than `least`. */
const SHARES: Readonly<
  Record<LimitName, { readonly window: number; readonly share: number; readonly least: number }>
> = {
  'sign-in': { window: 60, share: 1 / 120, least: 3 },
  'unknown-token': { window: 60, share: 1 / 40, least: 3 },
  // Beyond the requests of an address, for those whom this process does not know yet while somebody beside them guesses.
  'look-up': { window: 60, share: 3, least: 9 },
  'one-time-link': { window: 60, share: 1 / 120, least: 3 },
  password: { window: 60, share: 1 / 240, least: 3 },
  'making-links': { window: 60, share: 1 / 40, least: 3 },
  // Of one calendar, read by one or two programs every few minutes at most.
  feed: { window: 60, share: 1 / 60, least: 3 },
  'reset-address': { window: 15 * 60, share: 1 / 120, least: 3 },
};

/**
 * How often something may be done. At the default: 10 sign-ins, 10 uses of one-time links, 30 links made for others, 5 changes
 * of a password, 3600 look-ups in vain and 20 readings of one calendar a minute; 10 requests for a reset by one address in 15 minutes.
 * @param requestsAMinute LEITSTAND_RATE_LIMIT
 * @returns `window` in seconds
 */
export function limitOf(
  name: LimitName,
  requestsAMinute: number,
): { readonly window: number; readonly max: number } {
  const { window, share, least } = SHARES[name];
  return { window, max: Math.max(least, Math.ceil(requestsAMinute * share)) };
}

/**
 * What is slowed down by account: guesses of one sender or browser, guesses of all senders that are not known, links to a new password.
 */
export type AttemptName = 'sign-in-sender' | 'sign-in-account' | 'reset-email';

/** Free is a part of the instance's requests a minute, never less than `least`; `waits` are the first and the longest, in seconds. */
const ATTEMPTS = {
  'sign-in-sender': { window: 3600, share: 1 / 240, least: 3, waits: [10, 15 * 60] },
  'sign-in-account': { window: 24 * 3600, share: 1 / 120, least: 3, waits: [10, 5 * 60] },
  'reset-email': { window: 24 * 3600, share: 1 / 600, least: 2, waits: [60, 15 * 60] },
} as const;

/**
 * How many attempts are free, and how long those that follow wait; seconds. At the default 5 an hour of one sender at one account, 10 a
 * day of all unknown senders together, 2 links a day; then each waits twice as long as the one before, from 10 seconds to 15 (of all
 * senders, 5) minutes, a link from one minute to 15.
 * @param requestsAMinute LEITSTAND_RATE_LIMIT
 */
export function attemptsOf(name: AttemptName, requestsAMinute: number) {
  const { window, share, least, waits } = ATTEMPTS[name];
  const [firstDelay, longestDelay] = waits;
  const free = Math.max(least, Math.ceil(requestsAMinute * share));
  return { window, free, firstDelay, longestDelay };
}
