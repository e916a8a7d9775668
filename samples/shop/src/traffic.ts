import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { requestsDue } from './traffic/pacing.js';
import { ShopClient } from './traffic/shop-client.js';
import { Visitors } from './traffic/visitors.js';

/** Requests per second at the shop's two load levels. */
const RATE = { normal: 20, peak: 60 } as const;
const TICK_MS = 50;
const ASK_MS = 1_000;

/** Keeps `level.rate` at what the shop's load level asks for; 0 while the shop does not answer. */
async function followLoad(
  client: ShopClient,
  level: { rate: number },
  signal: AbortSignal,
): Promise<void> {
  let reachable: boolean | null = null;
  while (!signal.aborted) {
    const load = await client.load();
    level.rate = load ? RATE[load] : 0;
    if (reachable !== (load !== null) && !signal.aborted) {
      reachable = load !== null;
      process.stdout.write(
        reachable ? 'traffic: the shop answers\n' : 'traffic: the shop does not answer, waiting\n',
      );
    }
    await wait(ASK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Sends requests at the level's rate, whatever becomes of the earlier ones. */
async function sendSteadily(
  client: ShopClient,
  level: { rate: number },
  signal: AbortSignal,
): Promise<void> {
  const visitors = new Visitors(Math.random, randomUUID().slice(0, 8));
  let pace = { at: performance.now(), carry: 0 };
  while (!signal.aborted) {
    const step = requestsDue(pace, performance.now(), level.rate);
    pace = step.pace;
    for (let i = 0; i < step.due; i++) {
      const visit = visitors.next();
      void client.send(visit).then((order) => {
        if (order !== undefined) visitors.answered(visit, order);
      });
    }
    await wait(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function run(url: URL): Promise<void> {
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  process.on('SIGINT', () => stop.abort());
  const client = new ShopClient(url);
  const level = { rate: 0 };
  await Promise.all([
    followLoad(client, level, stop.signal),
    sendSteadily(client, level, stop.signal),
  ]);
  await client.close();
}

const address = process.env['SHOP_URL'] || 'http://127.0.0.1:4716';
if (URL.canParse(address) && new URL(address).protocol === 'http:') {
  await run(new URL(address));
} else {
  process.stderr.write(`traffic: SHOP_URL must be an http address, not "${address}"\n`);
  process.exitCode = 1;
}
