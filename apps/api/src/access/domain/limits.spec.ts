import { describe, expect, it } from '@jest/globals';
import { limitOf } from './limits.js';

describe('limits', () => {
  it('follow the requests an instance allows, in what the documentation says at the default', () => {
    expect(limitOf('sign-in', 1200)).toEqual({ window: 60, max: 10 });
    expect(limitOf('one-time-link', 1200)).toEqual({ window: 60, max: 10 });
    expect(limitOf('making-links', 1200)).toEqual({ window: 60, max: 30 });
    expect(limitOf('password', 1200)).toEqual({ window: 60, max: 5 });
    expect(limitOf('reset-address', 1200)).toEqual({ window: 900, max: 10 });
    expect(limitOf('reset-email', 1200)).toEqual({ window: 900, max: 3 });
  });

  it('leave people a few attempts however little an instance allows', () => {
    expect(limitOf('sign-in', 361).max).toBe(4);
    expect(limitOf('sign-in', 1).max).toBe(3);
    expect(limitOf('reset-email', 1).max).toBe(3);
  });
});
