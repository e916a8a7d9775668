import { describe, expect, it } from '@jest/globals';
import {
  beyondOwn,
  isMeasureDue,
  measuredAgain,
  withheldFiles,
  type PricedFile,
  type RuleCost,
} from './rule-cost.js';

const now = new Date('2026-03-02T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function cost(samples: number, more: Partial<RuleCost> = {}): RuleCost {
  const dearest = 'the count of all events';
  return {
    samples,
    peak: samples,
    seconds: null,
    complete: true,
    refusal: null,
    dearest,
    measuredAt: now,
    since: ago(48 * 60),
    ...more,
  };
}

/** `DE:a` is to be loaded, `DE:a=` is loaded and stays, `DE:a<b` is loaded as b and to be loaded as a. */
const atMost = (samples: number) => ({ samples, seconds: 1 });
function files(...words: string[]): PricedFile[] {
  return words.map((word) => {
    const [territory = '', text = ''] = word.split(':');
    const [wanted = '', before = ''] = text.replace('=', `<${text.slice(0, -1)}`).split('<');
    return { file: wanted, territory, wanted, loaded: before };
  });
}

const costs = new Map([
  ['endless', cost(0, { complete: false })],
  ['many', cost(0, { refusal: 'many-to-many matching not allowed' })],
  ['slow', cost(1, { seconds: 0.9 })],
  ['slow2', cost(1, { seconds: 0.9 })],
  ['slow3', cost(1, { seconds: 0.9 })],
  ['slowest', cost(1, { seconds: 1.1 })],
  ...Object.entries({ a: 40, b: 40, c: 40, d: 10, e: 40, f: 20, huge: 101 }).map(
    ([hash, n]) => [hash, cost(n)] as const,
  ),
]);
const perSlo = { samples: 100, seconds: 1 };
const limits = { perSlo, perTerritory: { samples: 100, seconds: 2 } };
const states = (...words: string[]) =>
  Object.fromEntries(
    [...withheldFiles(files(...words), costs, limits)].map(([file, { state, outcome }]) => [
      file,
      `${outcome}, ${state}`,
    ]),
  );

describe('rule files that are not loaded for what they cost', () => {
  it.each([
    ['what fits together is let in', ['DE:a', 'DE:b', 'DE:d'], {}],
    ['the newest waits for room', ['DE:a', 'DE:b', 'DE:c'], { c: 'refused, pending' }],
    ['what fits goes past it', ['DE:a', 'DE:b', 'DE:c', 'DE:d'], { c: 'refused, pending' }],
    [
      'other territories are not concerned',
      ['DE:a', 'DE:b', 'DE:c', 'CH:a'],
      { c: 'refused, pending' },
    ],
    [
      'what is loaded counts first, however new',
      ['DE:a', 'DE:b=', 'DE:c='],
      { a: 'refused, pending' },
    ],
    ['too much alone, and nobody waits for it', ['DE:huge', 'DE:a'], { huge: 'refused, failed' }],
    ['nothing is known of it yet', ['DE:new', 'DE:a'], { new: 'waiting, pending' }],
    ['a new version takes the place of its old one', ['DE:a<b', 'DE:c='], {}],
    ['a cheaper version is let in where all are over', ['DE:d<a', 'DE:b=', 'DE:c=', 'DE:e='], {}],
    ['a territory may be filled to the brim', ['DE:a', 'DE:b', 'DE:f'], {}],
    ['what a new version needs less is for others', ['DE:d<a', 'DE:b=', 'DE:c'], {}],
    [
      'what is loaded and was given up on counts all that one may need',
      ['DE:endless=', 'DE:a', 'CH:b'],
      { a: 'refused, pending' },
    ],
    [
      'little to read and long to work on is too much, too',
      ['DE:slowest', 'DE:a'],
      { slowest: 'refused, failed' },
    ],
    [
      'many of those are too much together',
      ['DE:slow', 'DE:slow2', 'DE:slow3', 'DE:a', 'CH:slow3'],
      { slow3: 'refused, pending' },
    ],
    ['and stay where they are loaded', ['DE:slow=', 'DE:slow2=', 'DE:slow3=', 'DE:slowest='], {}],
    ['what is loaded stays', ['DE:huge=', 'DE:a='], {}],
    [
      'what cannot be evaluated is not loaded, and nobody waits for it',
      ['DE:many', 'DE:a'],
      { many: 'refused, failed' },
    ],
    ['it stays where it is loaded', ['DE:many=', 'DE:a'], {}],
  ])('%s', (_, asked, expected) => {
    expect(states(...asked)).toEqual(expected);
  });

  it("says what cannot be evaluated, in Prometheus' words, and looks again soon", () => {
    const many = cost(0, { refusal: 'many-to-many matching not allowed', samples: 7 });
    const found = withheldFiles(files('DE:many'), new Map([['many', many]]), limits);
    expect(found.get('many')?.reason).toBe(
      'Prometheus cannot evaluate the count of all events: many-to-many matching not allowed',
    );
    const later = { ...many, measuredAt: ago(11) };
    expect([
      isMeasureDue(later, perSlo, now),
      isMeasureDue({ ...later, refusal: null }, perSlo, now),
    ]).toEqual([true, false]);
  });

  it('say why, in numbers', () => {
    const dearest = 'the condition (when) of the regime peak';
    expect(beyondOwn(cost(41_200_000, { dearest }), atMost(5_000_000))).toBe(
      'It needs 41,200,000 samples per evaluation; at most 5,000,000 are allowed for one objective. Most of it is for the condition (when) of the regime peak.',
    );
    expect(beyondOwn(cost(7, { complete: false }), atMost(10))).toContain(
      'needs more than 7 samples',
    );
    expect(beyondOwn(cost(0, { complete: false }), atMost(5_000_000))).toBe(
      'Prometheus gave up on evaluating it; at most 5,000,000 samples per evaluation are allowed for one objective. Most of it is for the count of all events.',
    );
    expect([beyondOwn(cost(10), atMost(10)), beyondOwn(undefined, atMost(10))]).toEqual([
      null,
      null,
    ]);
    expect(withheldFiles(files('DE:a', 'DE:b', 'DE:c'), costs, limits).get('c')?.reason).toBe(
      'It waits for room: it needs 40 samples per evaluation, the other objectives of DE 80; at most 100 are allowed for a territory.',
    );
  });

  it.each([
    ['never yet', undefined, true],
    ['a moment ago', cost(10), false],
    ['a day ago', cost(10, { measuredAt: ago(24 * 60) }), true],
    ['before there were any series', cost(0, { measuredAt: ago(10) }), true],
    ['so a moment ago', cost(0, { measuredAt: ago(9) }), false],
    ['an hour ago', cost(10, { measuredAt: ago(60) }), false],
    ['ten minutes ago, when it was too much', cost(101, { measuredAt: ago(10) }), true],
    ['nine minutes ago, when it was too much', cost(101, { measuredAt: ago(9) }), false],
    ['given up on ten minutes ago', cost(1, { complete: false, measuredAt: ago(10) }), true],
    ['by a clock that ran a week ahead', cost(10, { measuredAt: ago(-7 * 24 * 60) }), true],
  ])('measured %s: again? %#', (_, known, due) => {
    expect(isMeasureDue(known, perSlo, now)).toBe(due);
  });

  it('say so of time as well', () => {
    expect(beyondOwn(cost(1, { seconds: 1.25 }), perSlo)).toBe(
      'It keeps Prometheus busy for 1.25 s per evaluation; at most 1 s are allowed for one objective. Most of it is for the count of all events.',
    );
    const asked = files('CH:slow', 'CH:slow2', 'CH:slow3');
    expect(withheldFiles(asked, costs, limits).get('slow3')?.reason).toBe(
      'It waits for room: it needs 0.9 s of a processor per evaluation, the other objectives of CH 1.8 s; at most 2 s are allowed for a territory.',
    );
  });

  it.each([
    ['a machine that was busy once', 10, 0.2, 3, 10, 0.2],
    ['a machine that was busy before', 10, 3, 0.2, 10, 0.2],
    ['as many series again', 10, 0.2, 0.4, 20, 0.4],
    ['more series, and a busy machine', 10, 0.2, 3, 20, 0.4],
  ])('take no time from %s', (_, samples, first, second, more, expected) => {
    const known = cost(samples, { seconds: first });
    expect(measuredAgain(known, cost(more, { seconds: second })).seconds).toBeCloseTo(expected);
  });

  it.each([
    ['took too long', { seconds: 1.5 }],
    ['Prometheus gave up on', { complete: false }],
  ])(
    'are measured again soon where they %s, since a machine may be busy for a moment',
    (_, more) => {
      const minutes: number[] = [];
      let known = cost(10, { since: now, ...more });
      for (let minute = 1; minute <= 30; minute += 1) {
        const at = new Date(now.getTime() + minute * 60_000);
        if (!isMeasureDue(known, perSlo, at)) continue;
        known = cost(10, { since: now, measuredAt: at, ...more });
        minutes.push(minute);
      }
      expect(minutes).toEqual([1, 2, 4, 8, 16, 26]);
    },
  );

  it('are measured more seldom as what they read ages, in the end once a day', () => {
    let at = now;
    let known = cost(10, { since: at });
    const minutes: number[] = [];
    while ((minutes.at(-1) ?? 0) < 3 * 24 * 60) {
      at = new Date(at.getTime() + 60_000);
      if (!isMeasureDue(known, perSlo, at)) continue;
      known = measuredAgain(known, cost(10, { measuredAt: at, since: at }));
      minutes.push((at.getTime() - now.getTime()) / 60_000);
    }
    expect(minutes).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 4000, 5440]);
  });
});
