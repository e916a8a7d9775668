import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { cartRoutes } from './cart/cart-routes.js';
import { Carts } from './cart/carts.js';
import { catalogRoutes } from './catalog/catalog-routes.js';
import { checkoutRoutes } from './checkout/checkout-routes.js';
import { SwitchBoard } from './control/switches.js';
import { Totals } from './control/totals.js';
import { creditCheckClient } from './credit-check/credit-check-client.js';
import { createPartner } from './credit-check/partner.js';
import type { Random } from './faults/latency.js';
import { orderRoutes } from './orders/order-routes.js';
import { Orders } from './orders/orders.js';
import { serve } from './serve.js';

/** A running shop with its partner. */
export interface Shop {
  port: number;
  /** Stops taking requests, lets those in flight finish (5 s at most), then stops the partner. */
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;

/**
 * Starts the shop on 127.0.0.1 and the partner on a free port beside it.
 * @param port 0 takes any free port
 * @param token that whoever sets switches must bring; null: nobody may
 * @throws when the port is taken
 */
export async function startShop(
  port: number,
  token: string | null,
  random: Random = Math.random,
): Promise<Shop> {
  const now = (): number => performance.now();
  const control = { board: new SwitchBoard(), totals: new Totals(), now, token };
  const partner = createPartner({ board: control.board, now, random });
  const creditCheck = creditCheckClient(await listen(partner, 0), control.totals);
  const carts = new Carts();
  const orders = new Orders();
  const routes = [
    ...catalogRoutes,
    ...cartRoutes(carts),
    ...checkoutRoutes({ carts, orders, creditCheck }),
    ...orderRoutes(orders),
  ];
  const server = createServer((request, response) => {
    serve(request, response, { routes, control, random }).catch(() => response.destroy());
  });
  const stop = async (): Promise<void> => {
    await close(server);
    await creditCheck.close();
    await close(partner);
  };
  try {
    return { port: await listen(server, port), stop };
  } catch (error) {
    await creditCheck.close();
    await close(partner);
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  // A connection that was answering when the server closed would be kept alive for seconds; it goes as soon as it is idle.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}
