import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { webhook } from '../chaos/paging/deliveries.js';
import { Rig } from '../chaos/paging/rig.js';
import { Gate } from '../harness/gate.js';

const MINUTE_MS = 60_000;
const LOAD = { rate: 2, seconds: 12 };

// The short form of `npm run chaos`: real processes, one after the other loses what it stands on, and every page is counted from outside.
describe('paging while Redis, PostgreSQL, the mail server and a worker fail one after the other', () => {
  let gate: Gate | undefined;
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.begin({
      workers: 1,
      services: 100,
      way: async (url) => {
        const way = await Gate.before(url);
        gate = way.gate;
        return way.url;
      },
    });
    // Whoever comes to help is five minutes ahead of the others.
    await rig.startWorker(1, { clock: 5 * MINUTE_MS });
  }, 180_000);
  afterAll(async () => {
    await (rig as Rig | undefined)?.close();
    await gate?.close();
  }, 60_000);

  it('everybody is told of everything, and of nothing twice without a record', async () => {
    const found = await rig.run(
      {
        name: 'all',
        ...LOAD,
        // Everything is told twice, the second time before its source knows whether it was taken.
        tell: async (told, sender) => {
          await Promise.all([sender.send(webhook([told])), sender.send(webhook([told]))]);
        },
      },
      async () => {
        await pause(1000);
        await rig.redis.kill();
        await pause(2000);
        rig.sink.manner = 'refuses';
        await pause(1000);
        rig.sink.manner = 'takes';
        await rig.redis.start();
        gate?.shut();
        await pause(2000);
        gate?.open();
        rig.sink.delay = 1000; // so that it has something in its hands
        await pause(2000);
        await rig.killWorker(0);
        rig.sink.delay = 0;
      },
    );
    process.stderr.write(`  ${JSON.stringify(found)}\n`);
    expect(found).toMatchObject({
      expected: LOAD.rate * LOAD.seconds,
      lost: 0,
      doubledUnrecorded: 0,
      doubledUnsaid: 0,
      unasked: 0,
      tooMany: 0,
    });
  }, 200_000);
});
