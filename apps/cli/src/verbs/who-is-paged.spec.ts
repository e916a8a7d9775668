import { describe, expect, it } from '@jest/globals';
import type { Escalation } from '../api/nouns.js';
import { whoIsPaged } from './who-is-paged.js';

type Run = Escalation['runs'][number];

const run = (changes: Partial<Run>): Run => ({
  number: 1,
  because: 'triggered',
  state: 'running',
  stoppedBy: null,
  policy: { slug: 'shop', name: 'Wake the shop', because: 'default', steps: 2 },
  startedAt: '2026-03-02T12:00:00.000Z',
  endedAt: null,
  nobodySince: null,
  ...changes,
});
const standing = (...runs: Run[]): Escalation => ({
  runs,
  next: null,
  pending: runs.length === 0,
  hasteRefused: null,
  acknowledgedUntil: null,
  awaited: [],
});

describe('who is paged about what was just declared', () => {
  it.each<[string, Escalation[]]>([
    ['pages by "Wake the shop"', [standing(run({}))]],
    ['pages nobody: no escalation policy is for it', [standing(run({ policy: null }))]],
    [
      'pages nobody: nobody can be reached',
      [standing(run({ nobodySince: '2026-03-02T12:00:01.000Z' }))],
    ],
    ['pages by "Wake the shop"', [standing(), standing(), standing(run({}))]],
    ['whom it pages is not decided yet', [standing()]],
  ])('is said: %s', async (said, answers) => {
    let asked = 0;
    const ask = () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? null);
    expect(await whoIsPaged(ask, () => Promise.resolve())).toBe(said);
    expect(asked).toBeLessThan(20);
  });

  it('is left out where it cannot be asked', async () => {
    const ask = () => Promise.resolve(null);
    expect(await whoIsPaged(ask, () => Promise.resolve())).toBeNull();
  });
});
