import { describe, expect, it } from '@jest/globals';
import { burnWindowSeconds } from './alert-tiers.js';
import { burnPairs, overallBurn, type WindowCounts } from './burn-state.js';
import { exhaustsAt } from './forecast.js';
import { FORECAST_WINDOWS, forecastBasis, type Paces, windowSeconds } from './forecast-basis.js';
import { targetOf } from './target.js';

const target = targetOf('99.9');
const window = { kind: 'rolling', duration: '30d' } as const;
const MONTH = 30 * 86_400;
/** Seconds by which a closed minute comes late. */
const LEDGER_LAG = 20;

/** Seconds of a story: bad events of each, of `perSecond` events. Second 0 is a whole minute. */
interface Story {
  readonly perSecond: number;
  readonly badAt: (second: number) => number;
}

/** Uniform chance of 0..1 that is the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Events of one second as they come by chance (Poisson, by Knuth for few and by the normal distribution for many). */
function poisson(mean: number, random: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const least = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > least; product *= random()) events += 1;
  return events;
}

/** What is said of a story at an instant: by the newest closed minute, and by what Prometheus pages half a minute ago. */
function teller(story: Story, from: number, to: number, noise: (() => number) | null) {
  const sums = [0];
  const start = from - 3 * 86_400;
  for (let second = start; second < to; second += 1) {
    const mean = story.badAt(second);
    sums.push((sums.at(-1) ?? 0) + (noise ? poisson(mean, noise) : mean));
  }
  const badBetween = (a: number, b: number): number =>
    (sums[b - start] ?? 0) - (sums[Math.max(a, start) - start] ?? 0);
  const countsOf = (seconds: number, end: number) => {
    const bad = badBetween(end - seconds, end);
    return { good: story.perSecond * seconds - bad, bad };
  };
  const pairsAt = (end: number) =>
    burnPairs(
      Object.fromEntries(
        FORECAST_WINDOWS.filter((one) => one !== '1m').map((one) => [
          one,
          countsOf(burnWindowSeconds(one), end),
        ]),
      ) as WindowCounts,
      target,
      window,
      5,
    );
  return (at: number) => {
    const asOf = Math.floor((at - LEDGER_LAG) / 60) * 60;
    const paces = Object.fromEntries(
      FORECAST_WINDOWS.map((one) => {
        const seconds = windowSeconds(one);
        return [one, { counts: countsOf(seconds, asOf), seconds }];
      }),
    ) as Paces;
    const firing = pairsAt(at - 30).filter((pair) => overallBurn([pair]).severity === 'page');
    const ledger = pairsAt(asOf);
    const pagedAhead = firing.some(({ tier }) => {
      const state = ledger.find((pair) => pair.tier.key === tier.key)?.state;
      return state === 'steady' || state === 'rising';
    });
    const basis = forecastBasis({ paces, target, minBadEvents: 5, pagedAhead });
    const month = story.perSecond * MONTH;
    const spent = 0.3 * 0.001 * month + badBetween(0, asOf);
    const budget = {
      counts: { good: month - spent, bad: spent },
      target,
      window,
      bounds: { elapsedSeconds: MONTH, totalSeconds: MONTH },
    };
    const pace = basis.verdict === 'runs-out' ? (paces[basis.window] ?? null) : null;
    const date = exhaustsAt(budget, pace, new Date(asOf * 1000));
    const truth = exhaustsAt(
      budget,
      { counts: countsFrom(story.badAt(at), story.perSecond), seconds: 1 },
      new Date(asOf * 1000),
    );
    return { ...basis, paged: firing.length > 0, date, truth, asOf };
  };
}

function countsFrom(bad: number, total: number) {
  return { good: total - bad, bad };
}

/** A fire of `burn` times from second 43 on for ten minutes, on a service that otherwise spends `base` times its budget. */
function fire(burn: number, perSecond: number, base: number): Story {
  return {
    perSecond,
    badAt: (second) => perSecond * 0.001 * (second >= 43 && second < 643 ? burn : base),
  };
}

/** Of a fire from 43 to 643. */
const TABLE = [
  '60 lasts 1h 0.5x',
  '90 begins 1m 14.5x',
  '120 begins 1m 14.5x',
  '150 runs-out 1m 50.0x paged 1.00',
  '180 runs-out 1m 50.0x paged 1.00',
  '210 runs-out 2m 50.0x paged 1.00',
  '240 runs-out 2m 50.0x paged 1.00',
  '270 runs-out 2m 50.0x paged 1.00',
  '300 runs-out 2m 50.0x paged 1.00',
  '330 runs-out 5m 42.9x paged 1.17',
  '360 runs-out 5m 42.9x paged 1.17',
  '390 runs-out 5m 50.0x paged 1.00',
  '420 runs-out 5m 50.0x paged 1.00',
  '450 runs-out 5m 50.0x paged 1.00',
  '480 runs-out 5m 50.0x paged 1.00',
  '510 runs-out 5m 50.0x paged 1.00',
  '540 runs-out 5m 50.0x paged 1.00',
  '570 runs-out 5m 50.0x paged 1.00',
  '600 runs-out 5m 50.0x paged 1.00',
  '630 runs-out 5m 50.0x paged 1.00',
  '660 runs-out 5m 50.0x paged',
  '690 runs-out 5m 47.2x paged',
  '720 runs-out 5m 47.2x paged',
  '750 falling 1m 0.5x paged',
  '780 falling 1m 0.5x paged',
  '810 falling 2m 0.5x paged',
  '840 falling 2m 0.5x paged',
  '870 falling 2m 0.5x paged',
  '900 falling 2m 0.5x paged',
  '930 falling 2m 0.5x paged',
  '960 falling 2m 0.5x',
  '990 falling 5m 0.5x',
  '1020 falling 5m 0.5x',
  '1050 falling 5m 0.5x',
  '1080 falling 5m 0.5x',
  '1110 falling 5m 0.5x',
  '1140 falling 5m 0.5x',
  '1170 falling 5m 0.5x',
  '1200 falling 5m 0.5x',
  '1230 falling 5m 0.5x',
  '1260 falling 5m 0.5x',
  '1290 falling 5m 0.5x',
];

describe('ten minutes of fire, looked at each half minute until ten minutes after', () => {
  const told = (story: Story, noise: (() => number) | null = null) => {
    const tell = teller(story, 0, 1300, noise);
    return Array.from({ length: 42 }, (_, step) => {
      const at = 60 + step * 30;
      const { verdict, window: by, rate, paged, date, truth } = tell(at);
      const factor =
        date && truth ? (date.getTime() / 1000 - at) / (truth.getTime() / 1000 - at) : null;
      return { at, verdict, by, rate, paged, date, factor };
    });
  };
  const line = ({ at, verdict, by, rate, paged, factor }: ReturnType<typeof told>[number]) =>
    `${at} ${verdict} ${by} ${(rate ?? 0).toFixed(1)}x${paged ? ' paged' : ''}${factor === null ? '' : ` ${factor.toFixed(2)}`}`;
  const STARTED = 43;
  const ENDED = 643;

  // Second, what is said, by which window and rate, and the date that is said over the true one (both from now).
  it('of 50x at 20 events a second has a date with the page, and none half a minute after the ledger knows the end', () => {
    expect(told(fire(50, 20, 0.5)).map(line)).toEqual(TABLE);
  });

  it.each([1, 5, 20, 200])(
    'of 50x at %d events a second never has a date that is wrong by more than 2.5 times while it lasts, hardly one afterwards',
    (perSecond) => {
      const all = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
        told(fire(50, perSecond, 0.5), seeded(seed)),
      );
      const wrong = all.filter(({ factor }) => factor !== null && (factor > 2.5 || factor < 0.4));
      const dated = all.filter(({ date }) => date !== null);
      const during = all.filter(({ at }) => at > STARTED + 240 && at < ENDED);
      const after = dated.filter(({ at }) => at > ENDED + (perSecond < 5 ? 300 : 180));
      expect(wrong.length / all.length).toBeLessThan(0.03);
      expect(during.filter(({ date }) => date !== null).length / during.length).toBeGreaterThan(
        perSecond < 5 ? 0.5 : 0.85,
      );
      expect(after.length / all.length).toBeLessThan(0.05);
    },
  );

  it('of little traffic has no date that nothing speaks for', () => {
    const all = [1, 2, 3, 4].flatMap((seed) => told(fire(50, 0.05, 0.5), seeded(seed)));
    expect(all.filter(({ date }) => date !== null)).toEqual([]);
  });
});

describe('a steady burn', () => {
  it.each([
    [0.5, 5, 0, 0],
    [3, 5, 0.9, 1],
    [10, 1, 0.9, 1],
    [10, 20, 0.95, 1],
  ])('of %dx at %d events a second keeps its date', (burn, perSecond, least, most) => {
    const story = { perSecond, badAt: () => perSecond * 0.001 * burn };
    const tell = teller(story, 0, 6 * 3_600, seeded(5));
    const minutes = Array.from({ length: 350 }, (_, minute) => tell((minute + 2) * 60));
    const dated = minutes.filter(({ verdict }) => verdict === 'runs-out').length / minutes.length;
    expect(dated).toBeGreaterThanOrEqual(least);
    expect(dated).toBeLessThanOrEqual(most);
  });
});

describe('a page that the ledger does not know of yet', () => {
  it.each([
    ['all is quiet', 0, 'lasts'],
    ['a single event was bad', 1 / 3_600, 'lasts'],
  ])('begins something, though %s', (_, bad, otherwise) => {
    const paces: Paces = Object.fromEntries(
      FORECAST_WINDOWS.map((one) => {
        const seconds = windowSeconds(one);
        return [one, { counts: { good: 20 * seconds, bad: Math.floor(bad * seconds) }, seconds }];
      }),
    );
    const told = (pagedAhead: boolean) =>
      forecastBasis({ paces, target, minBadEvents: 5, pagedAhead }).verdict;
    expect([told(false), told(true)]).toEqual([otherwise, 'begins']);
  });
});
