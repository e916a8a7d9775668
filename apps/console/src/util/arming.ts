/**
 * Why a console is not armed, where that needs words: its sound does not play, the server refused it, or the browser makes a sound only
 * after a press.
 */
export type Unarmed = 'silent' | 'refused' | 'blocked' | null;

/**
 * Whether this tab rings when its owner is paged. Times are in unix milliseconds, by the server's clock as this console reckons it.
 * - `arming`: the sound is being tried, and the server told.
 * - `armed`: the server counts on it; `heardAt` is when it last said so.
 * - `lost`: it was, and the server has not been reached since `since`, so nothing would ring.
 */
export type Arming =
  | { readonly state: 'off'; readonly because: Unarmed }
  | { readonly state: 'arming' }
  | { readonly state: 'armed'; readonly heardAt: number }
  | { readonly state: 'lost'; readonly since: number };

export type ArmingEvent =
  /** somebody wants it armed */
  | { readonly type: 'pressed' }
  /** the server counts on it */
  | { readonly type: 'heard'; readonly at: number }
  /** the server was asked and did not answer */
  | { readonly type: 'missed'; readonly at: number }
  /** somebody wants it no more, or it cannot be */
  | { readonly type: 'ended'; readonly because: Unarmed };

export const OFF: Arming = { state: 'off', because: null };

/** How often an armed tab says that it is there: the server lets one word get lost. */
export const RENEW_MS = 15_000;
/** How soon a tab that lost the server asks again. */
export const RETRY_MS = 3_000;
/** Without a word of the server's for this long it does not count on the tab any more. */
export const STALE_AFTER_MS = 30_000;

/** What becomes of a tab. An answer that arrives after it was given up changes nothing. */
export function arming(before: Arming, event: ArmingEvent): Arming {
  switch (event.type) {
    case 'pressed':
      return before.state === 'off' ? { state: 'arming' } : before;
    case 'heard':
      return before.state === 'off' ? before : { state: 'armed', heardAt: event.at };
    case 'missed':
      if (before.state === 'armed') return { state: 'lost', since: before.heardAt };
      return before.state === 'arming' ? { state: 'lost', since: event.at } : before;
    case 'ended':
      return { state: 'off', because: event.because };
  }
}

/** How it is at `now`: a tab that slept, and could not say that it is there, is lost before it notices. */
export function armingAt(known: Arming, now: number): Arming {
  const isStale = known.state === 'armed' && now - known.heardAt >= STALE_AFTER_MS;
  return isStale ? { state: 'lost', since: known.heardAt } : known;
}
