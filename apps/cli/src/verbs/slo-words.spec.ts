import { describe, expect, it } from '@jest/globals';
import { objectiveText, runsOutText, windowText } from './slo-words.js';

const rolling = { kind: 'rolling', duration: '30d' } as const;

describe('an objective in words', () => {
  it('names its thresholds, the easiest first, and their regimes where there are several', () => {
    const thresholds = [
      { regime: 'peak', seconds: 0.45 },
      { regime: 'normal', seconds: 0.2 },
    ];
    expect(objectiveText({ kind: 'latency', target: '95', window: rolling, thresholds })).toBe(
      '95% within 200ms (normal), 450ms (peak)',
    );
    expect(
      objectiveText({
        kind: 'latency',
        target: '95',
        window: rolling,
        thresholds: [{ regime: 'normal', seconds: 2 }],
      }),
    ).toBe('95% within 2s');
    expect(objectiveText({ kind: 'ratio', target: '99.90', window: rolling, thresholds: [] })).toBe(
      '99.90%',
    );
  });

  it('names its window', () => {
    const calendar = { kind: 'calendar', period: 'month', timeZone: 'Europe/Berlin' } as const;
    expect(
      [rolling, calendar].map((window) =>
        windowText({ kind: 'ratio', target: '95', window, thresholds: [] }),
      ),
    ).toEqual(['30d', 'month Europe/Berlin']);
  });
});

describe('when a budget runs out', () => {
  const budget = { allowedBad: 1, spentShare: 2, leftShare: -1, leftEvents: -1 };
  const exhaustsAt = '2026-03-01T12:00:00.000Z';

  it.each([
    ['at a time', { budget: { ...budget, state: 'at-risk' }, exhaustsAt }, '2026-03-01 12:00:00Z'],
    ['never', { budget: { ...budget, state: 'healthy' }, exhaustsAt: null }, '-'],
    ['long ago', { budget: { ...budget, state: 'exhausted' }, exhaustsAt }, 'used up'],
    ['unknown', null, '-'],
  ] as const)('%s', (_, reading, text) => {
    expect(runsOutText(reading)).toBe(text);
  });
});
