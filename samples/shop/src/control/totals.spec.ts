import { describe, expect, it } from '@jest/globals';

import { Totals } from './totals.js';

describe('what the shop counts itself', () => {
  it('counts per route and status class, with slow ones strictly over each limit', () => {
    const totals = new Totals();
    const cart = { route: '/de/cart/{cart}', country: 'de' } as const;
    totals.served({ ...cart, status: 200, seconds: 0.2 }, 'normal');
    totals.served({ ...cart, status: 200, seconds: 0.31 }, 'normal');
    totals.served({ ...cart, status: 500, seconds: 0.5 }, 'peak');
    totals.served({ route: null, country: null, status: 404, seconds: 0.001 }, 'normal');
    expect(totals.detail.requests).toEqual([
      {
        ...cart,
        statusClass: '2xx',
        requests: 2,
        serverErrors: 0,
        slowerThan: { '0.2': 1, '0.3': 1, '0.45': 0 },
      },
      {
        ...cart,
        statusClass: '5xx',
        requests: 1,
        serverErrors: 1,
        slowerThan: { '0.2': 1, '0.3': 1, '0.45': 1 },
      },
      {
        route: null,
        country: null,
        statusClass: '4xx',
        requests: 1,
        serverErrors: 0,
        slowerThan: { '0.2': 0, '0.3': 0, '0.45': 0 },
      },
    ]);
  });

  it('judges slow in the sum by the load level in force', () => {
    const totals = new Totals();
    for (const load of ['normal', 'peak'] as const)
      totals.served({ route: '/de/catalog', country: 'de', status: 200, seconds: 0.3 }, load);
    expect(totals.summary).toEqual({ requests: 2, errors: 0, slow: 1 });
  });

  it('counts credit checks, failed and slow', () => {
    const totals = new Totals();
    totals.checked(0.1, false);
    totals.checked(2, true);
    expect(totals.detail.creditChecks).toEqual({
      calls: 2,
      failed: 1,
      slowerThan: { '0.2': 1, '0.3': 1, '0.45': 1 },
    });
  });
});
