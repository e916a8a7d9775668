import { describe, expect, it } from '@jest/globals';
import type { BurnDownPoint } from '../api/contract-slo.js';
import {
  budgetRange,
  lastSpot,
  projection,
  seconds,
  stretches,
  timeRange,
  toColumns,
} from './burn-down-model.js';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
const point = (hour: number, left: number | null, sample = false): BurnDownPoint => ({
  at: at(hour),
  left,
  good: 100,
  bad: 1,
  covered: left === null ? 0 : 1,
  sample,
});

describe('toColumns', () => {
  it('keeps a gap as a gap in both lines', () => {
    const columns = toColumns([point(0, 0.9), point(1, null), point(2, 0.8)]);
    expect(columns.measured).toEqual([0.9, null, 0.8]);
    expect(columns.sample).toEqual([null, null, null]);
  });
  it('lets the sample line and the measured line meet in one point', () => {
    const columns = toColumns([point(0, 1, true), point(1, 0.9, true), point(2, 0.8)]);
    expect(columns.sample).toEqual([1, 0.9, null]);
    expect(columns.measured).toEqual([null, 0.9, 0.8]);
  });
  it('joins nothing to sample history that ends the chart', () => {
    const columns = toColumns([point(0, 1, true), point(1, 0.9, true)]);
    expect(columns.measured).toEqual([null, null]);
  });
});

describe('stretches', () => {
  it('finds runs and reaches half a step around them', () => {
    const points = [point(0, 1), point(1, null), point(2, null), point(3, 1), point(4, null)];
    expect(stretches(points, 3600, ({ left }) => left === null)).toEqual([
      { from: seconds(at(1)) - 1800, to: seconds(at(2)) + 1800 },
      { from: seconds(at(4)) - 1800, to: seconds(at(4)) + 1800 },
    ]);
  });
});

describe('lastSpot', () => {
  it('skips gaps at the end', () => {
    expect(lastSpot([point(0, 0.5), point(1, null)])).toEqual({ x: seconds(at(0)), y: 0.5 });
  });
  it('is null without any value', () => {
    expect(lastSpot([point(0, null)])).toBeNull();
  });
});

describe('projection', () => {
  const last = { x: seconds(at(0)), y: 0.4 };
  it('ends at zero when the budget runs out on the chart', () => {
    expect(projection(last, at(4), seconds(at(9)))).toEqual([last, { x: seconds(at(4)), y: 0 }]);
  });
  it('is cut at the horizon', () => {
    expect(projection(last, at(8), seconds(at(4)))?.[1].y).toBeCloseTo(0.2, 12);
  });
  it('is absent below 1×, when exhausted, and without a value', () => {
    expect(projection(last, null, seconds(at(9)))).toBeNull();
    expect(projection({ ...last, y: -0.1 }, at(4), seconds(at(9)))).toBeNull();
    expect(projection(null, at(4), seconds(at(9)))).toBeNull();
  });
  it('is absent when the budget was foretold to be gone by now: no line leads back', () => {
    expect(projection({ ...last, x: seconds(at(4)) }, at(4), seconds(at(9)))).toBeNull();
    expect(projection({ ...last, x: seconds(at(5)) }, at(4), seconds(at(9)))).toBeNull();
  });
});

describe('ranges', () => {
  it('shows a calendar window to its end', () => {
    expect(timeRange({ from: at(0), to: at(10) }, seconds(at(20)), null)).toEqual([
      seconds(at(0)),
      seconds(at(20)),
    ]);
  });
  it('gives a far projection at most a quarter more room', () => {
    expect(timeRange({ from: at(0), to: at(20) }, null, at(200))).toEqual([
      seconds(at(0)),
      seconds(at(25)),
    ]);
  });
  it('always shows a strip below zero and grows with a deep deficit', () => {
    expect(budgetRange([0.9, null, 0.2])).toEqual([-0.1, 1]);
    expect(budgetRange([-2])[0]).toBeLessThan(-2);
  });
});
