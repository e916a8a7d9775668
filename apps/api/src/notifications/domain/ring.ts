import type { NotificationKind } from './notification.js';
import { nextStep } from './notification.js';

/** A tab has this long, in milliseconds, to say that it was heard; it is the length of a claim. */
export const ANSWER_MS = 10_000;
/** Where no console is armed is looked again after so long, in milliseconds; one that is armed meanwhile rings at once. */
export const HOLD_MS = 60_000;

/** What becomes of a notification by browser that is due. `wait` is in milliseconds. */
export type RingStep =
  | { readonly do: 'ring' }
  /** no console is armed: nothing is tried */
  | { readonly do: 'hold'; readonly wait: number }
  /** consoles were told, and none said that it was heard */
  | { readonly do: 'unanswered'; readonly wait: number };

/**
 * Consoles are told by the event stream, of which nobody hears whether it arrived: only a tab that says that it played does. An attempt
 * without such a word failed.
 * @param due `isRinging`: consoles were told before, and the time in which they could have answered is over; `attempt`: how many there were
 */
export function ringStep(due: {
  readonly isRinging: boolean;
  readonly isArmed: boolean;
  readonly attempt: number;
}): RingStep {
  if (due.isRinging) {
    const next = nextStep(due.attempt, { result: 'failed', error: UNANSWERED, handedOver: false });
    return { do: 'unanswered', wait: next.state === 'retry_wait' ? next.wait : HOLD_MS };
  }
  return due.isArmed ? { do: 'ring' } : { do: 'hold', wait: HOLD_MS };
}

/** What an attempt that nobody heard leaves on record. */
export const UNANSWERED = `no armed console said within ${ANSWER_MS / 1000} seconds that it was heard`;

/** Whether consoles ring for notifications of a kind: for what wakes people, and for trying that it would. */
export function isRung(kind: NotificationKind): boolean {
  return kind === 'page' || kind === 'responder_request' || kind === 'test';
}
