import { describe, expect, it } from '@jest/globals';
import { nearestIndex, stepIndex } from './keyboard.js';

const key = (name: string, shiftKey = false): { key: string; shiftKey: boolean } => ({
  key: name,
  shiftKey,
});

describe('nearestIndex', () => {
  it('finds the closer neighbour', () => {
    expect(nearestIndex([0, 10, 20], 14)).toBe(1);
    expect(nearestIndex([0, 10, 20], 16)).toBe(2);
    expect(nearestIndex([0, 10, 20], 99)).toBe(2);
    expect(nearestIndex([0, 10, 20], -5)).toBe(0);
    expect(nearestIndex([], 1)).toBe(-1);
  });
});

describe('stepIndex', () => {
  it('moves by one, ten, a tenth, to the ends, and never beyond', () => {
    expect(stepIndex(key('ArrowLeft'), 5, 100)).toBe(4);
    expect(stepIndex(key('ArrowRight', true), 95, 100)).toBe(100);
    expect(stepIndex(key('PageDown'), 50, 100)).toBe(40);
    expect(stepIndex(key('Home'), 50, 100)).toBe(0);
    expect(stepIndex(key('End'), 50, 100)).toBe(100);
  });
  it('lets go on Escape and ignores other keys', () => {
    expect(stepIndex(key('Escape'), 5, 100)).toBeNull();
    expect(stepIndex(key('a'), 5, 100)).toBeUndefined();
  });
});
