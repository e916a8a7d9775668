import { describe, expect, it } from '@jest/globals';

import { match, type Route } from './router.js';

const routes: Route<string>[] = [
  { method: 'GET', template: '/cart/{cart}', handler: 'see' },
  { method: 'POST', template: '/cart/{cart}/items', handler: 'add' },
  { method: 'GET', template: '/catalog', handler: 'list' },
];

describe('routes of the sample shop', () => {
  it('finds a route with its country and parameters', () => {
    expect(match(routes, 'GET', '/ch/cart/c-1')).toEqual({
      kind: 'found',
      route: '/ch/cart/{cart}',
      country: 'ch',
      params: { cart: 'c-1' },
      handler: 'see',
    });
    expect(match(routes, 'GET', '/de/catalog')).toMatchObject({
      route: '/de/catalog',
      handler: 'list',
    });
  });

  it('names the methods of a path that serves others only', () => {
    expect(match(routes, 'GET', '/de/cart/c/items')).toEqual({
      kind: 'other-method',
      route: '/de/cart/{cart}/items',
      country: 'de',
      allow: 'POST',
    });
  });

  it.each([
    '/',
    '/fr/catalog',
    '/de',
    '/de/',
    '/de/catalog/',
    '/de/cart/',
    '/de/cart/a%2Fb',
    '/de/cart/ü',
    '/DE/catalog',
  ])('leads nowhere: %s', (path) => {
    expect(match(routes, 'GET', path)).toEqual({ kind: 'nowhere' });
  });
});
