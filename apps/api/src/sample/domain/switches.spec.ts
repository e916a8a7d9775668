import { describe, expect, it } from '@jest/globals';
import { switchesOf } from './switches.js';

describe('switches of the sample shop', () => {
  it('leave the totals behind, which nobody switched', () => {
    const read = {
      load: 'peak',
      errors: 0.1,
      slowness: 0,
      totals: { requests: 9, errors: 1, slow: 0 },
    } as const;
    expect(switchesOf(read)).toEqual({ load: 'peak', errors: 0.1, slowness: 0 });
  });
});
