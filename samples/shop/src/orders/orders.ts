import { randomUUID } from 'node:crypto';

import { BoundedMap } from '../bounded-map.js';
import type { CartItem } from '../cart/carts.js';
import type { Money } from '../catalog/products.js';
import type { Country } from '../http/router.js';

/** How an order is paid: on invoice after a passed credit check, otherwise in advance. */
export type Payment = 'invoice' | 'prepayment';

/** A placed order. */
export interface Order {
  id: string;
  country: Country;
  items: readonly CartItem[];
  sum: Money;
  payment: Payment;
  placedAt: string;
}

/** The orders of the last hours. */
export class Orders {
  private readonly orders = new BoundedMap<Order>(5_000);

  /** Stores a new order and gives it an id. */
  place(draft: Omit<Order, 'id' | 'placedAt'>, now: Date): Order {
    const order = { id: randomUUID(), ...draft, placedAt: now.toISOString() };
    this.orders.set(order.id, order);
    return order;
  }

  /** An order of this country, if it is still remembered. */
  find(country: Country, id: string): Order | undefined {
    const order = this.orders.get(id);
    return order?.country === country ? order : undefined;
  }
}
