import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseThreshold } from './duration.js';
import type { Regime } from './objective.js';
import { decideRegime, regimeShares } from './regime.js';

const threshold = parseThreshold('200ms') ?? {
  text: '',
  seconds: 0,
  le: '',
  exact: { numerator: 0n, denominator: 1n },
};
const regimes: Regime[] = [
  { name: 'sale', threshold, when: { expression: 'sale', above: 1, release: 1 } },
  { name: 'peak', threshold, when: { expression: 'load', above: 40, release: 25 } },
  { name: 'normal', threshold, when: null },
];

describe('load regimes', () => {
  it.each([
    [39, 'normal', 'normal'],
    [40, 'normal', 'peak'],
    [25, 'peak', 'peak'],
    [24.9, 'peak', 'normal'],
    [25, 'normal', 'normal'],
  ])('a load of %d while %s held gives %s', (peak, previous, regime) => {
    expect(decideRegime(regimes, { peak }, previous)).toBe(regime);
  });

  it('tries them from top to bottom, and falls back without a signal', () => {
    expect(decideRegime(regimes, { sale: 1, peak: 100 }, 'peak')).toBe('sale');
    expect(decideRegime(regimes, { sale: 0, peak: 30 }, 'sale')).toBe('normal');
    expect(decideRegime(regimes, { peak: null }, 'peak')).toBe('normal');
    expect(decideRegime(regimes, {}, null)).toBe('normal');
  });

  it('does not flap between release and above', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 25, max: 39.9, noNaN: true }), { minLength: 1 }),
        fc.constantFrom('peak', 'normal'),
        (loads, start) => {
          expect(
            loads.reduce<string | null>(
              (held, peak) => decideRegime(regimes, { peak }, held),
              start,
            ),
          ).toBe(start);
        },
      ),
    );
  });

  it('shares of time make one', () => {
    expect(
      regimeShares([
        { regime: 'peak', seconds: 60 },
        { regime: 'normal', seconds: 120 },
        { regime: 'peak', seconds: 60 },
      ]),
    ).toEqual([
      { name: 'peak', share: 0.5 },
      { name: 'normal', share: 0.5 },
    ]);
    expect(regimeShares([])).toEqual([]);
  });
});
