import { setTimeout as pause } from 'node:timers/promises';
import { webhook, type Sender, type Told } from './deliveries.js';
import type { Load, Rig } from './rig.js';

const MINUTE_MS = 60_000;

/** Something that goes wrong while people are paged, and what may come of it. */
export interface Scenario extends Omit<Load, 'rate' | 'seconds'> {
  readonly name: string;
  /** resolves when everything is well again */
  readonly disturb: (rig: Rig, load: Pick<Load, 'seconds'>) => Promise<void>;
  /**
   * what its recovery is: `late`: from an incident to the first attempt to tell somebody; `again`: from an attempt that ended without a word
   * to the next one, or late, whichever took longer; `settled`: from when everything was well again until everything was told. Always the
   * worst, in seconds
   */
  readonly recovery: 'late' | 'again' | 'settled';
  /** what it has to stay below, in seconds */
  readonly within: number;
  /** whether its servers may be asked twice for a mail */
  readonly mayDouble: boolean;
}

const second = (n: number) => pause(n * 1000);

/** A worker that dies, and one that takes its place. */
async function killAndReplace(rig: Rig, slot: number): Promise<void> {
  await rig.killWorker(slot);
  await rig.startWorker(slot);
}

/** Lets every process begin anew, with a clock that is so many milliseconds off: two workers and the API. */
async function setClocks(
  rig: Rig,
  [one = 0, other = 0, api = 0]: readonly number[],
): Promise<void> {
  await Promise.all([rig.killWorker(0), rig.killWorker(1), rig.killApi()]);
  await Promise.all([
    rig.startWorker(0, { clock: one }),
    rig.startWorker(1, { clock: other }),
    rig.startApi(api),
  ]);
  while (!(await rig.answers())) await second(0.1);
}

/** Told three times, in any order, its end perhaps before its begin; it fires in the end. */
async function tellAnyhow(told: Told, sender: Sender): Promise<void> {
  const before = new Date(told.startsAt.getTime() - MINUTE_MS);
  const over = { ...told, startsAt: before, endsAt: new Date(told.startsAt.getTime() - 1000) };
  const bodies = [[told], [over], [told], [over], [told]].map((one) => webhook(one));
  const order = bodies.map((body) => ({ body, at: Math.random() }));
  for (const { body } of order.toSorted((a, b) => a.at - b.at)) await sender.send(body);
  await Promise.all(bodies.map((body) => sender.send(body)));
}

/** Everything that goes wrong with servers and processes. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'redis-killed',
    recovery: 'late',
    within: 3,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      await second(seconds / 4);
      await rig.redis.kill();
      await second(seconds / 2);
      await rig.redis.start();
    },
  },
  {
    name: 'redis-flushed',
    recovery: 'late',
    within: 3,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      for (let i = 0; i < seconds; i += 1) {
        await second(1);
        await rig.redis.flush();
      }
    },
  },
  {
    name: 'redis-paused',
    recovery: 'late',
    within: 3,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      await second(seconds / 4);
      rig.redis.pause();
      await second(seconds / 2);
      rig.redis.goOn();
    },
  },
  {
    name: 'workers-killed',
    recovery: 'again',
    within: 15,
    mayDouble: true,
    disturb: async (rig, { seconds }) => {
      rig.sink.delay = 200; // so that most of them are in the middle of something
      const until = performance.now() + seconds * 1000;
      for (let slot = 0; performance.now() < until; slot = 1 - slot) {
        await second(2 + Math.random() * 3);
        await killAndReplace(rig, slot);
      }
      rig.sink.delay = 0;
    },
  },
  {
    name: 'worker-stands-still',
    recovery: 'again',
    within: 15,
    mayDouble: true,
    disturb: async (rig, { seconds }) => {
      rig.sink.delay = 200;
      await second(seconds / 4);
      rig.signalWorker(0, 'SIGSTOP');
      await second(20);
      rig.signalWorker(0, 'SIGCONT');
      rig.sink.delay = 0;
    },
  },
  {
    name: 'api-killed',
    recovery: 'settled',
    within: 15,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      for (let i = 0; i < 2; i += 1) {
        await second(seconds / 4);
        await rig.killApi();
        await rig.startApi();
        while (!(await rig.answers())) await second(0.1);
      }
    },
  },
  {
    name: 'mail-slow',
    recovery: 'settled',
    within: 65,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      rig.sink.delay = 7000; // more than two renewals of a lease
      await second(seconds);
      rig.sink.delay = 0;
    },
  },
  {
    name: 'mail-refusing',
    recovery: 'settled',
    within: 65,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      rig.sink.manner = 'refuses';
      await second(seconds);
      rig.sink.manner = 'takes';
    },
  },
  {
    name: 'mail-lying',
    recovery: 'settled',
    within: 65,
    mayDouble: false, // an answer that was lost is no second page within ten minutes
    disturb: async (rig, { seconds }) => {
      await second(seconds / 4);
      rig.sink.manner = 'lies';
      await second(seconds / 2);
      rig.sink.manner = 'takes';
    },
  },
  {
    name: 'mail-half-open',
    recovery: 'settled',
    within: 65,
    mayDouble: false,
    disturb: async (rig, { seconds }) => {
      rig.sink.manner = 'half-open';
      await second(seconds);
      rig.sink.manner = 'takes';
      rig.sink.hangUp();
    },
  },
  {
    name: 'clocks-apart',
    recovery: 'late',
    within: 15,
    mayDouble: true, // workers are killed to be given another clock
    disturb: async (rig, { seconds }) => {
      await setClocks(rig, [5 * MINUTE_MS, -5 * MINUTE_MS, -5 * MINUTE_MS]);
      await second(seconds);
      await setClocks(rig, [0, 0, 0]);
    },
  },
  {
    name: 'webhooks-anyhow',
    recovery: 'late',
    within: 3,
    mayDouble: false,
    tell: tellAnyhow,
    disturb: () => Promise.resolve(),
  },
];
