import { describe, expect, it } from '@jest/globals';
import { attemptsOf, limitOf } from './limits.js';

describe('limits', () => {
  it('follow the requests an instance allows, in what the documentation says at the default', () => {
    expect(limitOf('sign-in', 1200)).toEqual({ window: 60, max: 10 });
    expect(limitOf('one-time-link', 1200)).toEqual({ window: 60, max: 10 });
    expect(limitOf('making-links', 1200)).toEqual({ window: 60, max: 30 });
    expect(limitOf('password', 1200)).toEqual({ window: 60, max: 5 });
    expect(limitOf('reset-address', 1200)).toEqual({ window: 900, max: 10 });
    const [seconds, minutes] = [{ firstDelay: 10 }, { firstDelay: 60 }];
    expect([
      attemptsOf('sign-in-sender', 1200),
      attemptsOf('sign-in-account', 1200),
      attemptsOf('reset-email', 1200),
    ]).toEqual([
      { window: 3600, free: 5, ...seconds, longestDelay: 900 },
      { window: 86_400, free: 10, ...seconds, longestDelay: 300 },
      { window: 86_400, free: 2, ...minutes, longestDelay: 900 },
    ]);
  });

  it('leave people a few attempts however little an instance allows', () => {
    expect(limitOf('sign-in', 361).max).toBe(4);
    expect(limitOf('sign-in', 1).max).toBe(3);
    expect(attemptsOf('reset-email', 1).free).toBe(2);
    expect(attemptsOf('sign-in-account', 1).free).toBe(3);
  });
});
