import { describe, expect, it } from '@jest/globals';

import { BoundedMap } from './bounded-map.js';

describe('bounded map', () => {
  it('forgets the entry that was stored longest ago', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([3, undefined, 4, 2]);
    map.delete('a');
    expect(map.size).toBe(1);
  });
});
