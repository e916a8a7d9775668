import { describe, expect, it } from '@jest/globals';

import { seededRandom } from '../../../history/src/random.js';
import { Visitors, type Visit } from './visitors.js';

function run(count: number): Visit[] {
  const visitors = new Visitors(seededRandom(1), 'spec');
  return Array.from({ length: count }, (_, i) => {
    const visit = visitors.next();
    visitors.answered(visit, visit.kind === 'checkout' ? `order-${i}` : null);
    return visit;
  });
}

describe('visitors of the sample shop', () => {
  it('checks out only carts that were filled before, in the same country, and each once', () => {
    const filled = new Set<string>();
    for (const visit of run(3_000)) {
      const cart = `${visit.country}/${visit.cart}`;
      if (visit.kind === 'fill') filled.add(cart);
      if (visit.kind === 'checkout') expect(filled.delete(cart)).toBe(true);
    }
  });

  it('keeps to the mix: a fifth Swiss, about one checkout in twelve', () => {
    const visits = run(10_000);
    const share = (test: (visit: Visit) => boolean): number =>
      visits.filter(test).length / visits.length;
    expect(share(({ path }) => path.startsWith('/ch/'))).toBeCloseTo(0.2, 1);
    expect(share(({ kind }) => kind === 'checkout')).toBeCloseTo(0.08, 1);
    expect(share(({ kind }) => kind === 'checkout')).toBeGreaterThan(0.04);
    expect(share(({ path }) => path.includes('/orders/'))).toBeGreaterThan(0.02);
  });

  it('does not check out again what a failed filling never put into a cart', () => {
    const visitors = new Visitors(seededRandom(1), 'spec');
    const visits = Array.from({ length: 500 }, () => visitors.next());
    expect(visits.some(({ kind }) => kind === 'checkout')).toBe(false);
  });
});
