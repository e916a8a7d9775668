import { describe, expect, it } from '@jest/globals';
import { WindowCounter } from './window-counter.js';

describe('counting in windows', () => {
  it('counts each key by itself until its window ends, then begins anew', () => {
    const counter = new WindowCounter();
    expect(counter.hit('a', 1000, 0)).toEqual({ count: 1, msLeft: 1000 });
    expect(counter.hit('a', 1000, 400)).toEqual({ count: 2, msLeft: 600 });
    expect(counter.hit('b', 1000, 400)).toEqual({ count: 1, msLeft: 1000 });
    expect(counter.hit('a', 1000, 999)).toEqual({ count: 3, msLeft: 1 });
    expect(counter.hit('a', 1000, 1000)).toEqual({ count: 1, msLeft: 1000 });
  });

  it('forgets the oldest window first when somebody comes with ever new keys', () => {
    const counter = new WindowCounter();
    counter.hit('victim', 1000, 0);
    for (let n = 0; n < 9_999; n += 1) counter.hit(`key-${n}`, 1000, 0);
    expect(counter.hit('victim', 1000, 0).count).toBe(2);
    counter.hit('one more', 1000, 0);
    expect(counter.hit('victim', 1000, 0).count).toBe(1);
    expect(counter.hit('key-9998', 1000, 0).count).toBe(2);
  });
});
