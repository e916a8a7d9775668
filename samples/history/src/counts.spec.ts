import { describe, expect, it } from '@jest/globals';

import { drawHistory, type History } from './counts.js';
import { GAP, ticksOf } from './incidents.js';
import { OBJECTIVES, type SampleSlo } from './objectives.js';
import { seedOf } from './random.js';
import { spanOf, UNMEASURED } from './ticks.js';

const SEED = seedOf('leitstand sample history');
const UNTIL = Date.UTC(2026, 5, 17, 9, 42, 13) / 1000;
const history = drawHistory(spanOf(UNTIL, 30), SEED);
const histories = [
  history,
  drawHistory(spanOf(UNTIL + 40_000, 30), SEED),
  drawHistory(spanOf(UNTIL + 5 * 86_400, 30), SEED),
];

function sums({ counts }: History, slo: SampleSlo): { total: number; bad: number } {
  const add = (values: Int32Array): number =>
    values.reduce((sum, value) => sum + Math.max(0, value), 0);
  return { total: add(counts[slo].total), bad: add(counts[slo].bad) };
}

function spent(of: History, slo: SampleSlo): number {
  const { total, bad } = sums(of, slo);
  return (
    bad / (total * (OBJECTIVES.find((objective) => objective.slo === slo)?.allowed ?? Number.NaN))
  );
}

describe('sample history', () => {
  it('is the same for the same span and seed', () => {
    const draw = (seed: number): string => JSON.stringify(drawHistory(spanOf(UNTIL, 2), seed));
    expect(draw(SEED) === draw(SEED)).toBe(true);
    expect(draw(SEED) === draw(SEED + 1)).toBe(false);
  });

  it('averages two requests per second', () => {
    expect(sums(history, 'shop-availability').total / (30 * 86_400)).toBeCloseTo(2, 1);
  });

  it.each(OBJECTIVES.map(({ slo }) => slo))(
    'never has more bad than total, nor negative counts: %s',
    (slo) => {
      const { total, bad } = history.counts[slo];
      expect(total.every((value, tick) => (bad[tick] ?? 0) <= value && value >= UNMEASURED)).toBe(
        true,
      );
      expect(bad.every((value) => value >= UNMEASURED)).toBe(true);
    },
  );

  it.each<[SampleSlo, number, number]>([
    ['shop-availability', 0.35, 0.46],
    ['shop-latency', 0.5, 0.63],
    ['checkout-availability', 0.77, 0.96],
    ['credit-check-latency', 1.2, 1.4],
    ['shop-ch-availability', 0, 0.03],
  ])('leaves a lived-in budget whatever the day: %s', (slo, least, most) => {
    for (const one of histories) {
      const share = spent(one, slo);
      expect(share).toBeGreaterThan(least);
      expect(share).toBeLessThan(most);
    }
  });

  it('keeps the last three days quiet, so that no alert fires from history alone', () => {
    const threeDays = (3 * 86_400) / 30;
    for (const { slo, allowed } of OBJECTIVES) {
      const { total, bad } = history.counts[slo];
      const add = (values: Int32Array): number =>
        values.slice(-threeDays).reduce((sum, value) => sum + value, 0);
      expect(add(bad) / add(total)).toBeLessThan(allowed / 2);
    }
  });

  it('has one coverage gap of five hours, in one objective', () => {
    const [from, to] = ticksOf(GAP, history.span);
    expect(to - from).toBe(600);
    for (const { slo } of OBJECTIVES) {
      const missing = history.counts[slo].total.filter((value) => value === UNMEASURED).length;
      expect(missing).toBe(slo === GAP.slo ? 600 : 0);
    }
  });
});
