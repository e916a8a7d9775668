import { describe, expect, it } from '@jest/globals';
import type { SloRow } from '../contract-slo.js';
import { budgetSeconds, budgetTime, errorBudgetPercent, windowSeconds } from './error-budget.js';

describe('errorBudgetPercent', () => {
  it('is exact decimal arithmetic', () => {
    expect(errorBudgetPercent('99.9')).toBe('0.1');
    expect(errorBudgetPercent('99.95')).toBe('0.05');
    expect(errorBudgetPercent('95')).toBe('5');
    expect(errorBudgetPercent('99.50')).toBe('0.5');
    expect(errorBudgetPercent('90.0')).toBe('10');
  });
});

describe('a budget as time', () => {
  const at = new Date('2026-10-15T12:00:00Z');
  const objective = {
    kind: 'ratio',
    target: '99.9',
    window: { kind: 'rolling', duration: '30d' },
    thresholds: [],
  } as const;

  it('is the well-known 43.2 minutes for 99.9 % over 30 days', () => {
    const { allowed, left } = budgetSeconds({ ...objective, thresholds: [] }, 0.5, at);
    expect(allowed).toBeCloseTo(2_592, 6);
    expect(left).toBeCloseTo(1_296, 6);
  });
  it('knows nothing where nothing is known, and goes below zero', () => {
    expect(budgetSeconds({ ...objective, thresholds: [] }, null, at).left).toBeNull();
    expect(budgetSeconds({ ...objective, thresholds: [] }, -0.5, at).left).toBeCloseTo(-1_296, 6);
  });
  it('takes a month as long as it is: October has an hour more in Berlin', () => {
    expect(
      windowSeconds({ kind: 'calendar', period: 'month', timeZone: 'Europe/Berlin' }, at),
    ).toBe(31 * 86_400 + 3_600);
    expect(windowSeconds({ kind: 'rolling', duration: '1d12h' }, at)).toBe(129_600);
  });
  it.each([
    ['a young rolling window', { kind: 'rolling', duration: '30d' }, 0.0001, null],
    ['a rolling window that is covered', { kind: 'rolling', duration: '30d' }, 0.9, 1_296],
    [
      'a calendar window that began today',
      { kind: 'calendar', period: 'month', timeZone: 'UTC' },
      0.01,
      1_339.2,
    ],
  ] as const)('%s has the time of a full one, or none', (_, window, coverage, left) => {
    const reading = { asOf: at.toISOString(), coverage, budget: { leftShare: 0.5 } };
    const row = { objective: { ...objective, window }, reading } as unknown as SloRow;
    const time = budgetTime(row)?.left ?? null;
    expect(time === null ? time : Math.round(time * 10) / 10).toBe(left);
  });
});
