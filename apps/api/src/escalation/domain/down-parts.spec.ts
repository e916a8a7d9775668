import { describe, expect, it } from '@jest/globals';
import { downIn, downText } from './down-parts.js';

const at = (seconds: number) => new Date(Date.parse('2026-03-02T12:00:00Z') + seconds * 1000);
const part = (name: string, state: string, since = 0) => ({ name, state, since: at(since) });

describe('parts that are down', () => {
  it('are left to the other process by name and since when', () => {
    const all = [
      part('rules', 'down', -200),
      part('prometheus', 'up'),
      part('alertmanager', 'down', -5),
    ];
    expect(downIn(downText(all), at(0))).toEqual([
      { part: 'rules', seconds: 200 },
      { part: 'alertmanager', seconds: 5 },
    ]);
  });

  it.each([
    ['nothing', []],
    ['what is degraded or not known', [part('rules', 'degraded'), part('prometheus', 'unknown')]],
    ['what alerts can tell of', [part('redis', 'down'), part('ledger', 'down')]],
  ])('are none: %s', (_, all) => {
    expect([downText(all), downIn(null, at(0))]).toEqual([null, []]);
  });

  it('fit the room there is for a trouble, all of them', () => {
    const all = ['rules', 'prometheus', 'alertmanager'].map((name) => part(name, 'down'));
    expect(downText(all)?.length).toBeLessThanOrEqual(200);
  });

  it('are not read from what is none', () => {
    expect(downIn('rules x,else 2026-03-02T12:00:00Z,', at(0))).toEqual([]);
  });
});
