import { describe, expect, it } from '@jest/globals';
import { regimeShares } from './regime.js';

describe('load regimes', () => {
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
