import { z } from 'zod';

import { sumOf, type Carts } from '../cart/carts.js';
import type { CreditCheck } from '../credit-check/credit-check-client.js';
import { problem, type Answer } from '../http/answer.js';
import { validate } from '../http/validation.js';
import type { Orders } from '../orders/orders.js';
import type { Call, ShopRoute } from '../shop-route.js';

const checkoutRequest = z.strictObject({ cart: z.string().regex(/^[\w.-]{1,64}$/) });

/** What a checkout needs. */
export interface CheckoutParts {
  carts: Carts;
  orders: Orders;
  creditCheck: CreditCheck;
}

/** The route that turns a cart into an order. */
export function checkoutRoutes(parts: CheckoutParts): ShopRoute[] {
  return [
    {
      method: 'POST',
      template: '/checkout',
      handler: { work: 'checkout', serve: (call) => checkOut(parts, call) },
    },
  ];
}

/** Only an approved customer pays on invoice; without a verdict the order is still taken, against prepayment. */
async function checkOut(
  { carts, orders, creditCheck }: CheckoutParts,
  { country, json }: Call,
): Promise<Answer> {
  const request = validate(checkoutRequest, json);
  if ('refused' in request) return request.refused;
  const { cart } = request.value;
  const items = carts.items(country, cart);
  if (items.length === 0)
    return problem(409, 'cart-empty', 'Cart is empty', 'Put something into the cart first.');
  const sum = sumOf(items, country);
  const verdict = await creditCheck.assess({ customer: cart, ...sum });
  const payment = verdict === 'approved' ? 'invoice' : 'prepayment';
  const order = orders.place({ country, items, sum, payment }, new Date());
  carts.close(country, cart);
  return { status: 201, body: order };
}
