import { describe, expect, it } from '@jest/globals';
import { eventsUnderChaos } from '../chaos/events/run.js';

describe('events, while workers are killed and Redis is emptied', () => {
  it('reach every subscription once, in order', async () => {
    const plan = { events: 600, workers: 2, killEvery: 300, wipeEvery: 2 };
    const { subscriptions, kills, wipes } = await eventsUnderChaos(plan);
    const whole = { lost: 0, doubled: 0, outOfOrder: 0 };
    expect(subscriptions).toEqual([
      { name: 'chaos.caller', ...whole },
      { name: 'chaos.ledger', ...whole },
    ]);
    expect([kills, wipes]).toEqual([3, 1]);
  }, 120_000);
});
