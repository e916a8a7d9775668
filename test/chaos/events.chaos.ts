import { describe, expect, it } from '@jest/globals';
import { eventsUnderChaos } from './events/run.js';

describe('10,000 events, three workers that are killed all the time, Redis emptied', () => {
  it('reach every subscription once, in order', async () => {
    const plan = { events: 10_000, workers: 3, killEvery: 400, wipeEvery: 5 };
    const { subscriptions, ...figures } = await eventsUnderChaos(plan);
    process.stderr.write(`${JSON.stringify({ ...plan, ...figures })}\n`);
    for (const row of subscriptions) process.stderr.write(`${JSON.stringify(row)}\n`);
    const whole = { lost: 0, doubled: 0, outOfOrder: 0 };
    expect(subscriptions).toEqual([
      { name: 'chaos.caller', ...whole },
      { name: 'chaos.ledger', ...whole },
    ]);
    expect(figures.kills).toBe(49);
  }, 1_200_000);
});
