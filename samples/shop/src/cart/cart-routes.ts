import { z } from 'zod';

import { PRODUCTS } from '../catalog/products.js';
import { problem, type Answer } from '../http/answer.js';
import type { Country } from '../http/router.js';
import { validate } from '../http/validation.js';
import type { Call, ShopRoute } from '../shop-route.js';
import { sumOf, type Carts } from './carts.js';

const newItem = z.strictObject({ product: z.string().max(64), quantity: z.int().min(1).max(20) });

/** Routes of the cart: look at it, add to it. */
export function cartRoutes(carts: Carts): ShopRoute[] {
  return [
    {
      method: 'GET',
      template: '/cart/{cart}',
      handler: {
        work: 'page',
        serve: ({ country, params }) => view(carts, country, params['cart'] ?? ''),
      },
    },
    {
      method: 'POST',
      template: '/cart/{cart}/items',
      handler: { work: 'page', serve: (call) => add(carts, call) },
    },
  ];
}

function add(carts: Carts, { country, params, json }: Call): Answer {
  const item = validate(newItem, json);
  if ('refused' in item) return item.refused;
  if (!PRODUCTS.has(item.value.product))
    return problem(404, 'not-found', 'Not found', 'There is no such product.');
  const cart = params['cart'] ?? '';
  carts.add(country, cart, item.value);
  return view(carts, country, cart);
}

function view(carts: Carts, country: Country, cart: string): Answer {
  const items = carts.items(country, cart);
  return { status: 200, body: { cart, items, sum: sumOf(items, country) } };
}
