import { describe, expect, it } from '@jest/globals';
import { linePath, printFrame } from './print-frame.js';

const frame = printFrame({ xRange: [0, 100], yRange: [0, 1] }, 160, 132);

describe('a chart on paper', () => {
  it('fills its plot box and keeps what lies outside at the edge', () => {
    expect([frame.x(0), frame.x(100), frame.x(500)]).toEqual([48, 148, 148]);
    expect([frame.y(1), frame.y(0), frame.y(-3)]).toEqual([8, 108, 108]);
  });
  it('breaks a line at a gap instead of bridging it', () => {
    expect(linePath([0, 50, 75, 100], [1, null, 0, 0.5], frame)).toBe('M48 8h.01M123 108L148 58');
  });
  it('shows a lonely value as a dot', () => {
    expect(linePath([0, 50, 100], [null, 1, null], frame)).toBe('M98 8h.01');
  });
});
