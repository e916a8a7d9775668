import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { learnt, serverTime, type ServerClock } from './server-clock.js';

const NOON = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A device whose clock is set `ahead` of the server's, and whose steady clock began `begun` ms before noon. */
const device =
  (ahead: number, begun = 0) =>
  (after: number) => ({ wall: NOON + after + ahead, steady: begun + after });

/** The header of an answer given `after` noon. */
const dateOf = (after: number): number => Math.floor((NOON + after) / 1_000) * 1_000;

describe("the server's clock", () => {
  it("is the device's before anything is known", () => {
    expect(serverTime(null, device(-5 * MINUTE)(0))).toBe(NOON - 5 * MINUTE);
  });

  it.each([
    ['5 minutes behind', -5 * MINUTE],
    ['right', 0],
    ['2 hours ahead', 2 * HOUR],
  ])('is reckoned by one answer on a device that is %s', (_, ahead) => {
    const at = device(ahead, 1_234);
    const clock = learnt(null, dateOf(40), at(0), at(80));
    expect(Math.abs(serverTime(clock, at(9_000)) - (NOON + 9_000))).toBeLessThanOrEqual(540);
  });

  it('is as exact as all answers together, wherever in a second they fell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -24 * HOUR, max: 24 * HOUR }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 1, max: 4_000 })), {
          minLength: 1,
          maxLength: 20,
        }),
        (ahead, answers) => {
          const at = device(ahead, 777);
          let clock: ServerClock | null = null;
          for (const [asked, took] of answers.toSorted(([a], [b]) => a - b)) {
            clock = learnt(clock, dateOf(asked + took / 2), at(asked), at(asked + took));
            // What is true is never ruled out.
            expect(clock.earliest).toBeLessThanOrEqual(NOON - 777);
            expect(clock.latest).toBeGreaterThanOrEqual(NOON - 777);
          }
          const quickest = Math.min(...answers.map(([, took]) => took));
          const off = serverTime(clock, at(2 * HOUR)) - (NOON + 2 * HOUR);
          expect(Math.abs(off)).toBeLessThanOrEqual((1_000 + quickest) / 2 + 1);
        },
      ),
    );
  });

  it('goes on when the time of the device is set back', () => {
    const clock = learnt(null, NOON, device(0)(0), device(0)(0));
    expect(serverTime(clock, device(-HOUR)(MINUTE))).toBe(NOON + MINUTE + 500);
  });

  it('counts what the device slept, though its steady clock stood still', () => {
    const at = device(-5 * MINUTE);
    const clock = learnt(null, NOON, at(0), at(0));
    const woken = { wall: at(8 * HOUR).wall, steady: at(MINUTE).steady };
    expect(serverTime(clock, woken)).toBe(NOON + 8 * HOUR + 500);
  });

  it('is learnt anew after that, and when the server was set', () => {
    const at = device(0);
    const clock = learnt(null, NOON, at(0), at(0));
    const later = at(MINUTE);
    const set = learnt(clock, dateOf(MINUTE) + HOUR, later, later);
    expect(serverTime(set, later)).toBe(NOON + MINUTE + HOUR + 500);
    const woken = { wall: at(8 * HOUR).wall, steady: later.steady };
    const anew = learnt(clock, dateOf(8 * HOUR), woken, woken);
    expect(serverTime(anew, woken)).toBe(NOON + 8 * HOUR + 500);
  });
});
