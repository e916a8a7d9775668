import { describe, expect, it } from '@jest/globals';
import type { BurnDown } from '../api/contract-slo.js';
import { burnDownSpec, budgetTicks } from './burn-down-spec.js';
import type { BurnDownContext, BurnDownWords } from './burn-down-spec.js';

const at = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();
const burnDown = (lefts: (number | null)[]): BurnDown => ({
  asOf: at(lefts.length),
  from: at(1),
  to: at(lefts.length),
  stepSeconds: 86_400,
  kind: 'rolling',
  points: lefts.map((left, index) => ({
    at: at(index + 1),
    left,
    good: 1,
    bad: 0,
    covered: left === null ? 0 : 1,
    sample: index === 0,
  })),
});
const words: BurnDownWords = {
  exhausted: 'Exhausted',
  atRisk: 'At risk',
  sample: 'Sample',
  gap: 'No data',
  now: 'now',
  ideal: 'even',
  projected: 'runs out',
  aging: 'leaves',
  share: (left) => `${left}`,
  tick: (left) => `${left * 100}`,
};
const rolling: BurnDownContext = {
  calendar: null,
  exhaustsAt: null,
  atRiskShare: 0.25,
  aging: null,
};

describe('burnDownSpec', () => {
  it('labels the end of the line with the value of the newest point', () => {
    const spec = burnDownSpec(burnDown([1, 0.9, 0.6881]), rolling, words);
    expect(spec.marks.find(({ kind }) => kind === 'tip')).toMatchObject({
      y: 0.6881,
      label: '0.6881',
      tone: 'ink',
    });
  });
  it('marks sample history, gaps, the exhausted zone and the at-risk level', () => {
    const kinds = burnDownSpec(burnDown([1, null, 0.5]), rolling, words).marks.map((mark) => [
      mark.kind,
      mark.label,
    ]);
    expect(kinds).toEqual([
      ['span', 'Sample'],
      ['span', 'No data'],
      ['zone', 'Exhausted'],
      ['level', 'At risk'],
      ['moment', 'now'],
      ['tip', '0.5'],
    ]);
  });
  it('draws the even pace of a calendar window from full to nothing', () => {
    const start = Date.parse(at(1)) / 1000;
    const calendar = { start, end: start + 30 * 86_400 };
    const spec = burnDownSpec(burnDown([1, 0.9]), { ...rolling, calendar }, words);
    expect(spec.marks.find(({ label }) => label === 'even')).toMatchObject({
      from: { y: 1 },
      to: { x: calendar.end, y: 0 },
    });
    expect(spec.xRange[1]).toBe(calendar.end);
  });
  it('names the part of a rolling window that leaves it next', () => {
    const spec = burnDownSpec(burnDown([1, 0.9]), { ...rolling, aging: { from: 1, to: 2 } }, words);
    expect(spec.marks).toContainEqual({ kind: 'bracket', from: 1, to: 2, label: 'leaves' });
  });
  it('projects only when the budget runs out', () => {
    expect(
      burnDownSpec(burnDown([1, 0.4]), { ...rolling, exhaustsAt: at(3) }, words).marks.some(
        ({ label }) => label === 'runs out',
      ),
    ).toBe(true);
  });
});

describe('budgetTicks', () => {
  it('has quarters in the plain case and coarser steps below zero', () => {
    expect(budgetTicks([-0.1, 1])).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(budgetTicks([-4, 1])).toEqual([-4, -3, -2, -1, 0, 1]);
  });

  it('has no two labels in one place where the budget is spent a hundred times over', () => {
    expect(budgetTicks([-110.2, 1])).toEqual([-100, -80, -60, -40, -20, 0]);
  });
});

describe('the at-risk level', () => {
  it('is left out where it would lie on zero', () => {
    const marks = (left: number) => burnDownSpec(burnDown([1, left]), rolling, words).marks;
    expect(marks(0.5).some(({ kind }) => kind === 'level')).toBe(true);
    expect(marks(-101.97).some(({ kind }) => kind === 'level')).toBe(false);
  });
});
