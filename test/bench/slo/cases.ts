const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A service with a known truth. Times are seconds since the beginning of the simulation, at midnight. */
export interface Case {
  readonly name: string;
  readonly what: string;
  /** targets at a time, and how long one lives; a new one takes its place under a new name */
  readonly pods: number;
  readonly lifeSeconds: number;
  /** the same instance starts again from zero instead */
  readonly sameInstance?: boolean;
  /** events a second of the whole service */
  readonly rate: (at: number) => number;
  /** share of them that is bad */
  readonly bad: (at: number) => number;
  /** share of scrapes that fail (0..1) */
  readonly failing?: (at: number) => number;
}

const always = (value: number) => () => value;
const hourOf = (at: number): number => (at % DAY) / HOUR;
const within = (at: number, from: number, to: number): boolean =>
  hourOf(at) >= from && hourOf(at) < to;
/** Between 2 and 100 a second, least at 3 o'clock. */
const diurnal = (at: number): number => 51 - 49 * Math.cos(((hourOf(at) - 3) / 24) * 2 * Math.PI);
const stable = { pods: 3, lifeSeconds: Infinity };

/**
 * The ways in which counters are hard to count. Nobody sees what a pod does after its last scrape; where pods live briefly there are
 * so many events that the chance in those weighs less than the 0.2 % asked for.
 */
export const CASES: readonly Case[] = [
  { ...stable, name: 'steady', what: '100/s, 0.08 % bad', rate: always(100), bad: always(0.0008) },
  {
    ...stable,
    name: 'quiet-errors',
    what: 'errors in the quiet hour of a diurnal curve',
    rate: diurnal,
    bad: (at) => (within(at, 2.5, 3.5) ? 0.05 : 0.0002),
  },
  {
    ...stable,
    name: 'peak-errors',
    what: 'errors at its peak',
    rate: diurnal,
    bad: (at) => (within(at, 14, 16) ? 0.006 : 0.0002),
  },
  {
    name: 'pods-6h',
    what: '8 pods that live 6 h',
    pods: 8,
    lifeSeconds: 6 * HOUR,
    rate: always(4),
    bad: always(0.002),
  },
  {
    name: 'low-traffic',
    what: '0.2/s, pods live a day',
    pods: 2,
    lifeSeconds: DAY,
    rate: always(0.2),
    bad: always(0.01),
  },
  {
    ...stable,
    name: 'idle-nights',
    what: 'no traffic from 22 to 6',
    rate: (at) => (within(at, 6, 22) ? 30 : 0),
    bad: always(0.001),
  },
  {
    ...stable,
    name: 'failed-scrapes',
    what: '1 % of scrapes fail, and none succeeds for 3 h and for 40 min',
    rate: always(20),
    bad: always(0.0015),
    failing: (at) =>
      (at > 2 * DAY && at < 2 * DAY + 3 * HOUR) || (at > 4 * DAY && at < 4 * DAY + 40 * MINUTE)
        ? 1
        : 0.01,
  },
  {
    ...stable,
    name: 'bursts',
    what: '40 s of traffic every 10 min',
    rate: (at) => (at % 600 < 40 ? 60 : 0),
    bad: always(0.003),
  },
  {
    name: 'rare-errors',
    what: 'a few errors a day, pods live a day',
    pods: 4,
    lifeSeconds: DAY,
    rate: always(20),
    bad: always(0.00004),
  },
  {
    name: 'rare-errors-4h',
    what: '3 errors in the 4 h that a pod lives',
    pods: 40,
    lifeSeconds: 4 * HOUR,
    rate: always(20),
    bad: always(0.0004),
  },
  {
    name: 'pods-10m',
    what: 'pods that live 10 min',
    pods: 3,
    lifeSeconds: 10 * MINUTE,
    rate: always(50),
    bad: always(0.001),
  },
  {
    name: 'restarts',
    what: 'restarts under the same name every 2 h',
    pods: 3,
    lifeSeconds: 2 * HOUR,
    sameInstance: true,
    rate: always(10),
    bad: always(0.001),
  },
  {
    ...stable,
    name: 'daily-gap',
    what: 'no scrapes for 20 min a day',
    rate: always(10),
    bad: always(0.002),
    failing: (at) => (within(at, 9, 9 + 1 / 3) ? 1 : 0),
  },
];
