import { describe, expect, it } from '@jest/globals';

import { drawHistory } from './counts.js';
import { writeOpenMetrics } from './open-metrics.js';
import { seriesOf, type Series } from './series.js';
import { spanOf } from './ticks.js';

const history = drawHistory(spanOf(1_780_000_017, 20), 1);
const all = seriesOf(history);
const find = (name: string, slo: string, regime?: string): [number, number][] =>
  [...(all.find((one) => matches(one, name, slo, regime))?.samples() ?? [])].map(([at, value]) => [
    at,
    value,
  ]);

function matches({ name, labels }: Series, wanted: string, slo: string, regime?: string): boolean {
  return name === wanted && labels['slo'] === slo && labels['regime'] === regime;
}

describe('series of the sample history', () => {
  it('marks every series as sample data', () => {
    expect(all.every(({ labels }) => labels['origin'] === 'sample')).toBe(true);
  });

  it('has regimes that sum to one at every tick', () => {
    const peak = find('leitstand:regime', 'shop-latency', 'peak');
    const normal = find('leitstand:regime', 'shop-latency', 'normal');
    expect(peak).toHaveLength(history.span.ticks);
    expect(
      peak.every(([at, value], i) => normal[i]?.[0] === at && value + (normal[i]?.[1] ?? 0) === 1),
    ).toBe(true);
    expect(new Set(peak.map(([, value]) => value))).toEqual(new Set([0, 1]));
  });

  it('has no regime where nothing was measured', () => {
    const ticks = find('leitstand:slo_total:inc30s', 'credit-check-latency').map(([at]) => at);
    expect(find('leitstand:regime', 'credit-check-latency', 'always').map(([at]) => at)).toEqual(
      ticks,
    );
    expect(ticks).toHaveLength(history.span.ticks - 600);
  });

  it('sums ten ticks before each five-minute sample, none after the end', () => {
    const ticks = new Map(find('leitstand:slo_total:inc30s', 'shop-availability'));
    const levels = find('leitstand:slo_total:inc5m', 'shop-availability');
    for (const [at, value] of levels.slice(2, 50)) {
      const expected = Array.from({ length: 10 }, (_, i) => ticks.get(at - 30 * (i + 1)) ?? 0);
      expect([at % 300, value]).toEqual([0, expected.reduce((sum, count) => sum + count, 0)]);
    }
    expect(levels.at(-1)?.[0]).toBeLessThanOrEqual(1_780_000_017);
  });

  it('writes OpenMetrics: families together, whole numbers, in time order, closed by EOF', () => {
    const lines: string[] = [];
    const samples = writeOpenMetrics(seriesOf(drawHistory(spanOf(1_780_000_017, 1), 1)), (chunk) =>
      lines.push(...chunk.trimEnd().split('\n')),
    );
    expect(lines.at(-1)).toBe('# EOF');
    const types = lines
      .filter((line) => line.startsWith('# TYPE'))
      .map((line) => line.split(' ')[2]);
    expect(new Set(types).size).toBe(types.length);
    const values = lines.filter((line) => !line.startsWith('#'));
    expect(values).toHaveLength(samples);
    expect(
      values.every((line) =>
        /^leitstand:[\w:]+\{slo="[\w-]+"(,regime="\w+")?,origin="sample"\} \d+ \d+$/.test(line),
      ),
    ).toBe(true);
  });
});
