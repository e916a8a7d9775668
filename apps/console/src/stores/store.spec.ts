import { describe, expect, it } from '@jest/globals';
import { createStore } from './store.js';

describe('a store', () => {
  it('tells of each change once, and nobody who left', () => {
    const store = createStore(0);
    const seen: number[] = [];
    const leave = store.subscribe(() => seen.push(store.get()));
    store.set(1);
    store.set(1);
    store.set(2);
    leave();
    store.set(3);
    expect(seen).toEqual([1, 2]);
    expect(store.get()).toBe(3);
  });
});
