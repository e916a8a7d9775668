import { learnt, serverTime, type Clocks, type ServerClock } from '../util/server-clock.js';
import { createStore } from './store.js';

let clock: ServerClock | null = null;

/** By how much the clock of this device is ahead of the server's, in milliseconds, to the second; null while no answer has told. */
export const deviceAhead = createStore<number | null>(null);

/** What this device's clocks show. */
export function clocks(): Clocks {
  return { wall: Date.now(), steady: performance.now() };
}

/**
 * Learns the server's time from an answer of it.
 * @param date its header `Date`
 * @param sent when it was asked for
 */
export function learnServerTime(date: string | null, sent: Clocks): void {
  const said = Date.parse(date ?? '');
  if (Number.isNaN(said)) return;
  const heard = clocks();
  clock = learnt(clock, said, sent, heard);
  const ahead = Math.round((heard.wall - serverTime(clock, heard)) / 1_000) * 1_000;
  const before = deviceAhead.get();
  // What is known grows more exact with each answer: nobody need draw anew for that.
  if (before === null || Math.abs(ahead - before) > 1_000) deviceAhead.set(ahead);
}

/** The present moment by the server's clock, in unix milliseconds: the one now of everything that is shown or sent. */
export function serverNow(): number {
  return serverTime(clock, clocks());
}

/** The present moment as this device has it, in unix milliseconds: only to be held against what others have noted by the same clock. */
export function deviceNow(): number {
  return Date.now();
}

/** The server's time at a moment that was noted by the clock of this device; both in unix milliseconds. */
export function serverTimeOf(noted: number): number {
  return noted + serverNow() - deviceNow();
}
