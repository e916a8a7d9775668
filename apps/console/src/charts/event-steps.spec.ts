import { describe, expect, it } from '@jest/globals';
import type { BurnDown, BurnDownPoint } from '../api/contract-slo.js';
import { eventSteps, stepAt, stepPeaks } from './event-steps.js';

const base = Date.UTC(2026, 10, 1) / 1000;
const points: BurnDownPoint[] = [10, 20, 30, 40, 50].map((good, index) => ({
  at: new Date((base + (index + 1) * 60) * 1000).toISOString(),
  left: 1,
  good,
  bad: index,
  covered: 1,
  sample: false,
}));

const chart = (some: BurnDownPoint[] = points): Pick<BurnDown, 'from' | 'points'> => ({
  from: new Date(base * 1000).toISOString(),
  points: some,
});

describe('eventSteps', () => {
  it('keeps single steps while they fit', () => {
    const steps = eventSteps(chart(), 10);
    expect(steps).toHaveLength(5);
    expect(steps[0]).toEqual({ from: base, to: base + 60, good: 10, bad: 0 });
  });
  it('sums neighbours so that no event is lost', () => {
    const steps = eventSteps(chart(), 2);
    expect(steps.map(({ good }) => good)).toEqual([60, 90]);
    expect(steps.map(({ bad }) => bad)).toEqual([3, 7]);
    expect(steps[1]?.to).toBe(base + 300);
  });
  it('begins with the chart and ends with it, even within a step', () => {
    const cut = { from: new Date((base + 45) * 1000).toISOString(), points };
    const late = { ...points[4], at: new Date((base + 270) * 1000).toISOString() } as BurnDownPoint;
    expect(eventSteps(cut, 10)[0]).toMatchObject({ from: base + 45, to: base + 60 });
    expect(eventSteps(chart([...points.slice(0, 4), late]), 10)[4]).toMatchObject({
      from: base + 240,
      to: base + 270,
    });
  });
  it('shows an uncovered step as missing, not as zero', () => {
    const gap = points.map((point, index) =>
      index === 1 ? { ...point, good: 0, bad: 0, covered: 0 } : point,
    );
    expect(eventSteps(chart(gap), 10)[1]).toMatchObject({ good: null, bad: null });
  });
});

describe('stepAt and stepPeaks', () => {
  it('finds the bar an instant belongs to, its end included', () => {
    const steps = eventSteps(chart(), 10);
    expect(stepAt(steps, base + 60)?.good).toBe(10);
    expect(stepAt(steps, base + 61)?.good).toBe(20);
    expect(stepAt(steps, base - 1)).toBeUndefined();
  });
  it('never gives an empty scale', () => {
    expect(stepPeaks([])).toEqual({ good: 1, bad: 1 });
    expect(stepPeaks(eventSteps(chart(), 10))).toEqual({ good: 50, bad: 4 });
  });
});
