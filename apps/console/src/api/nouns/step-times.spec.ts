import { describe, expect, it } from '@jest/globals';
import { minutesOf, stepMinutes } from './step-times.js';

describe('the steps of a policy', () => {
  it('have their turns one after the other, each after what those before wait', () => {
    const steps = ['5m', '1h30m', '90s', '1d', '1m'].map((delay) => ({ delay }));
    expect(stepMinutes(steps)).toEqual([0, 5, 95, 97, 1537]);
    expect(minutesOf('5m')).toBe(5);
  });
});
