import { describe, expect, it } from '@jest/globals';
import { detectionCurve, mildestPaged, targetOf } from '#slo';
import type { DetectionEnvelope } from '../api/contract-slo.js';
import { detectionSpec } from './detection-spec.js';
import type { DetectionWords } from './detection-spec.js';

const words: DetectionWords = {
  target: 'Target',
  never: 'no page',
  ratio: (share) => `${share * 100} %`,
  duration: (seconds) => `${seconds} s`,
};

function envelope(percent: string, alerting = true): DetectionEnvelope {
  const objective = {
    target: targetOf(percent),
    window: { kind: 'rolling', duration: '30d' } as const,
    minBadEvents: 5,
    alerting,
  };
  return {
    targetSeconds: 900,
    eventsPerSecond: null,
    withinTarget: mildestPaged(objective, 900),
    paged: mildestPaged(objective, Infinity),
    points: detectionCurve(objective, 31),
  };
}

describe('detectionSpec', () => {
  it('draws powers of ten: a page within a minute of a total outage is the last value', () => {
    const spec = detectionSpec(envelope('99.9'), words);
    expect(spec.xRange[0]).toBeCloseTo(-3, 9);
    expect(spec.xRange[1]).toBe(0);
    expect(spec.x.at(-1)).toBeCloseTo(0, 9);
    expect(spec.lines[0]?.values.at(-1)).toBeCloseTo(Math.log10(60), 9);
    expect(spec.xTicks?.map(({ label }) => label)).toEqual(['0.1 %', '1 %', '10 %', '100 %']);
  });

  it('marks the target, and where nothing pages', () => {
    const { marks, lines } = detectionSpec(envelope('99.9'), words);
    expect(marks).toContainEqual({
      kind: 'level',
      y: Math.log10(900),
      label: 'Target',
      tone: 'warn',
    });
    const span = marks.find(({ kind }) => kind === 'span');
    expect(span).toMatchObject({ label: 'no page', look: 'gap' });
    expect(span?.kind === 'span' && span.to).toBeCloseTo(Math.log10(0.00576), 4);
    expect(lines[0]?.values[0]).toBeNull();
  });

  it('is nothing but that where alerts are off', () => {
    const { marks, lines } = detectionSpec(envelope('99.9', false), words);
    expect(lines[0]?.values.every((value) => value === null)).toBe(true);
    expect(marks.find(({ kind }) => kind === 'span')).toMatchObject({ to: 0 });
  });

  it('has finer ticks on a short axis, and the target always in sight', () => {
    const { xTicks, yRange } = detectionSpec(envelope('95'), words);
    expect(xTicks?.map(({ label }) => label)).toEqual(['5 %', '10 %', '20 %', '50 %', '100 %']);
    expect(yRange[1]).toBeGreaterThan(Math.log10(900));
  });
});
