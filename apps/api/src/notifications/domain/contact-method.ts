import type { AttemptOutcome, MethodKind, Unreachable } from '#contract';

/** A verified way to somebody, as everybody may know of it: never where it leads. */
export interface ReachableBy {
  readonly methodId: string;
  readonly kind: MethodKind;
  /** of the number, or of the name before the @; of a short name fewer, never all of it */
  readonly lastFour: string;
}

/** A way to somebody, as they see it themselves. */
export interface ContactMethod {
  readonly id: string;
  readonly kind: MethodKind;
  /** null of the consoles that they arm: these are where they are */
  readonly address: string | null;
  /** comes with the account, and cannot be removed: its address, its consoles */
  readonly account: boolean;
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
  /** the newest that was heard of; null while there is none */
  readonly lastAttempt: { readonly at: Date; readonly outcome: AttemptOutcome } | null;
}

/** A verification under way, by the database's clock. */
export interface PendingCode {
  /** the code is made from it */
  readonly id: string;
  readonly isLive: boolean;
  /** wrong ones so far */
  readonly tries: number;
}

/** A code can be typed in for so long, in milliseconds: as long as the mail with it is of use. */
export const CODE_LIFE_MS = 10 * 60_000;
export const MOST_METHODS = 10;

const MOST_TRIES = 5;
const SENDS_AN_HOUR = 5;
const TESTS_AN_HOUR = 10;
const LAST = 4;

/** What becomes of a code that somebody typed in. */
export type CodeVerdict =
  | { readonly verdict: 'right' }
  | { readonly verdict: 'wrong'; readonly triesLeft: number }
  | { readonly verdict: 'over' };

/**
 * @param pending null when none was sent
 * @param isRight whether what was typed in is the code; not looked at once the code is over
 */
export function judgeCode(pending: PendingCode | null, isRight: boolean): CodeVerdict {
  if (!pending?.isLive || pending.tries >= MOST_TRIES) return { verdict: 'over' };
  if (isRight) return { verdict: 'right' };
  return { verdict: 'wrong', triesLeft: MOST_TRIES - pending.tries - 1 };
}

/** Whether somebody was sent as many messages of a kind within the last hour as they may ask for. */
export function isEnough(kind: 'verification' | 'test', lastHour: number): boolean {
  return lastHour >= (kind === 'test' ? TESTS_AN_HOUR : SENDS_AN_HOUR);
}

/**
 * What logs and other people may see of a mail address: the last characters of the name before the @, four at most and never all of them.
 * The function `leitstand_mail_hint` of the database says the same of accounts.
 */
export function lastFour(address: string): string {
  const name = address.slice(0, address.lastIndexOf('@'));
  return name.slice(-Math.max(1, Math.min(LAST, name.length - 1)));
}

/** Whether this instance can go ways of a kind. */
export type IsSetUp = (kind: MethodKind) => boolean;

/** Whether somebody is there by it whatever they do just now. A console is closed without a word; what is pushed may wait for the device. */
const COUNTS: Readonly<Record<MethodKind, boolean>> = {
  mail: true,
  browser: false,
  ntfy: true,
  webpush: false,
  webhook: true,
};

/** The ways among these on which somebody may be relied to be reached, and that this instance can go. */
export function countedWays<M extends { readonly kind: MethodKind }>(
  methods: readonly M[],
  isSetUp: IsSetUp,
): M[] {
  return methods.filter(({ kind }) => COUNTS[kind] && isSetUp(kind));
}

/** The ways among these that messages are sent by besides: nobody relies on them. Consoles that ring look for themselves. */
export function furtherWays<M extends { readonly kind: MethodKind }>(
  methods: readonly M[],
  isSetUp: IsSetUp,
): M[] {
  return methods.filter(({ kind }) => kind !== 'browser' && !COUNTS[kind] && isSetUp(kind));
}

/** Why nobody could reach somebody by these methods; null when they could. */
export function unreachableBecause(
  methods: readonly Pick<ContactMethod, 'kind' | 'verifiedAt'>[],
  isSetUp: IsSetUp,
): Unreachable | null {
  const verified = methods.filter(({ verifiedAt }) => verifiedAt !== null);
  if (countedWays(verified, isSetUp).length > 0) return null;
  return isSetUp('mail') ? 'no-verified-method' : 'no-mail-server';
}
