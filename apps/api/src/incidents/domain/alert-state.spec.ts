import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isEnded,
  isOpen,
  passageOf,
  plausible,
  seen,
  UNSEEN,
  type AlertState,
  type Passage,
  type Sighting,
} from './alert-state.js';

/** Seconds after noon. */
const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, seconds));
const firing = (start: number): Sighting => ({
  status: 'firing',
  startsAt: at(start),
  endsAt: at(start),
});
const resolved = (start: number, end: number): Sighting => ({
  status: 'resolved',
  startsAt: at(start),
  endsAt: at(end),
});
const after = (...sightings: Sighting[]): AlertState =>
  sightings.reduce((state, one) => seen(state, one, false), UNSEEN);
/** The same where ends are noted only. */
const held = (...sightings: Sighting[]): AlertState =>
  sightings.reduce((state, one) => seen(state, one, true), UNSEEN);

describe('an alert', () => {
  it.each<[string, Sighting[], boolean]>([
    ['nobody has heard of', [], false],
    ['that fires', [firing(1)], true],
    ['that was told twice', [firing(1), firing(1)], true],
    ['that fired and is over', [firing(1), resolved(1, 5)], false],
    ['whose end was heard first', [resolved(1, 5), firing(1)], false],
    ['that fires again', [firing(1), resolved(1, 5), firing(9)], true],
    ['whose second start was heard before its first end', [firing(9), resolved(1, 5)], true],
    ['whose second end came without its start', [firing(1), resolved(9, 12)], false],
    ['that ended at the instant it began', [firing(5), resolved(5, 5)], false],
  ])('%s', (_, sightings, open) => {
    expect(isOpen(after(...sightings))).toBe(open);
  });

  it('is the same after any order and number of deliveries', () => {
    const second = fc.integer({ min: 0, max: 50 });
    const sighting = fc.oneof(
      second.map(firing),
      fc.tuple(second, second).map(([start, took]) => resolved(start, start + took)),
    );
    const deliveries = fc
      .array(sighting, { maxLength: 12 })
      .chain((first) =>
        fc.tuple(
          fc.constant(first),
          fc.shuffledSubarray(first, { minLength: first.length }),
          fc.subarray(first),
        ),
      );
    fc.assert(
      fc.property(deliveries, ([first, shuffled, again]) => {
        expect(after(...shuffled, ...again)).toEqual(after(...first));
      }),
    );
  });

  it('opens and closes in turn, whatever is heard of it', () => {
    const second = fc.integer({ min: 0, max: 20 });
    const sighting = fc.oneof(
      second.map(firing),
      fc.tuple(second, second).map(([start, took]) => resolved(start, start + took)),
    );
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 20 }), (sightings) => {
        let state = UNSEEN;
        let open = 0;
        for (const one of sightings) {
          const passage = passageOf(state, one, false);
          if (passage === 'opened') open += 1;
          if (passage === 'closed') open -= 1;
          state = seen(state, one, false);
          expect(open).toBe(isOpen(state) ? 1 : 0);
        }
      }),
    );
  });
});

describe('what a delivery brings', () => {
  it.each<[Passage, string, Sighting[], Sighting]>([
    ['opened', 'the first start', [], firing(1)],
    ['opened', 'a start behind the last end', [firing(1), resolved(1, 5)], firing(6)],
    ['none', 'a repeat', [firing(3)], firing(3)],
    ['none', 'an older start', [firing(3)], firing(1)],
    ['moved', 'a later start while it is open', [firing(3)], firing(4)],
    ['closed', 'the end', [firing(3)], resolved(3, 9)],
    ['closed', 'the end of a later occurrence', [firing(3)], resolved(8, 9)],
    ['none', 'an end before the last start', [firing(3)], resolved(1, 2)],
    ['none', 'the end once more', [firing(3), resolved(3, 9)], resolved(3, 9)],
    ['none', 'a start that is over already', [resolved(3, 9)], firing(3)],
    ['missed', 'an end of which nobody heard the start', [], resolved(1, 5)],
    ['missed', 'a later one', [firing(1), resolved(1, 5)], resolved(6, 8)],
    ['none', 'a missed one once more', [resolved(1, 5)], resolved(1, 5)],
    ['none', 'another one within a known end', [resolved(1, 5)], resolved(5, 7)],
    ['none', 'an end of the start that closed', [firing(4), resolved(1, 4)], resolved(4, 9)],
  ])('is %s: %s', (passage, _, before, sighting) => {
    expect(passageOf(after(...before), sighting, false)).toBe(passage);
  });
});

describe('an end that is not believed yet', () => {
  it.each<[Passage, string, Sighting[], Sighting]>([
    ['ended', 'of one that is open', [firing(3)], resolved(3, 9)],
    ['none', 'once more', [firing(3), resolved(3, 9)], resolved(3, 9)],
    ['none', 'of an occurrence before', [firing(9)], resolved(3, 5)],
    ['missed', 'of which nobody heard the start', [], resolved(1, 5)],
    ['moved', 'and then another start', [firing(3), resolved(3, 9)], firing(12)],
  ])('is %s: %s', (passage, _, before, sighting) => {
    expect(passageOf(held(...before), sighting, true)).toBe(passage);
  });

  it('leaves it open, until it is borne out', () => {
    const state = held(firing(3), resolved(3, 9));
    expect([isOpen(state), isEnded(state)]).toEqual([true, true]);
    const believed = seen(state, resolved(3, 9), false);
    expect([isOpen(believed), isEnded(believed)]).toEqual([false, false]);
    expect(isEnded(seen(state, firing(12), true))).toBe(false);
  });
});

describe('times of a delivery', () => {
  const received = at(0);
  const bound = at(300);
  it.each<[string, Sighting, Sighting]>([
    ['are kept', resolved(-9, -1), resolved(-9, -1)],
    ['are kept as far ahead as clocks may differ', resolved(100, 300), resolved(100, 300)],
    [
      'are bound beyond',
      resolved(400, 9999),
      { ...resolved(0, 0), startsAt: bound, endsAt: bound },
    ],
    ['end no earlier than they begin', resolved(5, 1), resolved(5, 5)],
  ])('%s', (_, given, kept) => {
    expect(plausible(given, received)).toEqual(kept);
  });

  it('never keep an alert from opening again', () => {
    const fooled = seen(UNSEEN, plausible(resolved(0, 9e8), received), false);
    expect(isOpen(seen(fooled, firing(301), false))).toBe(true);
  });
});
