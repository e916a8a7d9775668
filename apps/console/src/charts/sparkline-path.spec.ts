import { describe, expect, it } from '@jest/globals';
import { sparkShape } from './sparkline-path.js';

describe('sparkShape', () => {
  it('spans the box from 0 to 100 %', () => {
    expect(sparkShape([1, 0], 100, 20)).toEqual({
      path: 'M3 3L97 17',
      end: { x: 97, y: 17 },
      zero: 17,
    });
  });
  it('breaks the line at a gap and keeps a lonely day as a dot', () => {
    expect(sparkShape([1, 1, null, 1, null], 106, 20).path).toBe('M3 3L28 3M78 3h.01');
  });
  it('makes room below zero', () => {
    const shape = sparkShape([1, -1], 100, 20);
    expect(shape.zero).toBe(10);
    expect(shape.end?.y).toBe(17);
  });
  it('is empty without data', () => {
    expect(sparkShape([null, null], 100, 20)).toEqual({ path: '', end: null, zero: null });
  });
});
