import { problem, type Answer } from '../http/answer.js';
import type { Country } from '../http/router.js';
import type { ShopRoute } from '../shop-route.js';
import { priceOf, PRODUCTS, type Product } from './products.js';

/** Routes of the catalog: the list, and one product. */
export const catalogRoutes: readonly ShopRoute[] = [
  {
    method: 'GET',
    template: '/catalog',
    handler: {
      work: 'page',
      serve: ({ country }) =>
        ok({ items: [...PRODUCTS.values()].map((product) => view(product, country)) }),
    },
  },
  {
    method: 'GET',
    template: '/catalog/{product}',
    handler: {
      work: 'page',
      serve: ({ country, params }) => {
        const product = PRODUCTS.get(params['product'] ?? '');
        return product
          ? ok(view(product, country))
          : problem(404, 'not-found', 'Not found', 'There is no such product.');
      },
    },
  },
];

function view(product: Product, country: Country): object {
  const { id, name, category } = product;
  return { id, name, category, price: priceOf(product, country) };
}

function ok(body: object): Answer {
  return { status: 200, body };
}
