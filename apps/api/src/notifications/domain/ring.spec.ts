import { describe, expect, it } from '@jest/globals';
import { isRung, ringStep } from './ring.js';

describe('a notification by browser that is due', () => {
  it.each([
    ['rings in consoles that are armed', { isRinging: false, isArmed: true }, { do: 'ring' }],
    [
      'is held where none is, and looked at again in a minute',
      { isRinging: false, isArmed: false },
      { do: 'hold', wait: 60_000 },
    ],
    [
      'failed where none said that it was heard, armed or not',
      { isRinging: true, isArmed: false },
      { do: 'unanswered', wait: 5000 },
    ],
    [
      'does not ring anew at once',
      { isRinging: true, isArmed: true },
      { do: 'unanswered', wait: 5000 },
    ],
  ])('%s', (_, due, step) => {
    expect(ringStep({ attempt: 1, ...due })).toEqual(step);
  });

  it('waits as long after each failure as a mail does', () => {
    const waits = [1, 2, 3, 4, 9].map((attempt) =>
      ringStep({ attempt, isRinging: true, isArmed: true }),
    );
    expect(waits.map((step) => 'wait' in step && step.wait)).toEqual([
      5000, 15_000, 45_000, 60_000, 60_000,
    ]);
  });
});

describe('what consoles ring for', () => {
  it('is a page, and a test', () => {
    const rung = (['page', 'test', 'status', 'verification', 'handover'] as const).map(isRung);
    expect(rung).toEqual([true, true, false, false, false]);
  });
});
