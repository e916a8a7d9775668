import { problem } from '../http/answer.js';
import type { ShopRoute } from '../shop-route.js';
import type { Orders } from './orders.js';

/** The route that shows a placed order. */
export function orderRoutes(orders: Orders): ShopRoute[] {
  return [
    {
      method: 'GET',
      template: '/orders/{order}',
      handler: {
        work: 'page',
        serve: ({ country, params }) => {
          const order = orders.find(country, params['order'] ?? '');
          return order
            ? { status: 200, body: order }
            : problem(404, 'not-found', 'Not found', 'There is no such order.');
        },
      },
    },
  ];
}
