import { BoundedMap } from '../bounded-map.js';
import { priceOf, PRODUCTS, type Money } from '../catalog/products.js';
import type { Country } from '../http/router.js';

/** One line of a cart. */
export interface CartItem {
  product: string;
  quantity: number;
}

const MAX_QUANTITY = 20;

/** The open carts, by country and the id the customer's browser chose. */
export class Carts {
  private readonly carts = new BoundedMap<CartItem[]>(5_000);

  /** Lines of a cart; empty when there is none. */
  items(country: Country, cart: string): readonly CartItem[] {
    return this.carts.get(`${country}/${cart}`) ?? [];
  }

  /** Adds to a cart, creating it on the way; at most 20 of a product. The product must exist. */
  add(country: Country, cart: string, item: CartItem): void {
    const items = this.items(country, cart);
    const before = items.find(({ product }) => product === item.product)?.quantity ?? 0;
    const quantity = Math.min(MAX_QUANTITY, before + item.quantity);
    const others = items.filter(({ product }) => product !== item.product);
    this.carts.set(`${country}/${cart}`, [...others, { product: item.product, quantity }]);
  }

  /** Closes a cart after its order was placed. */
  close(country: Country, cart: string): void {
    this.carts.delete(`${country}/${cart}`);
  }
}

/** What the lines cost together in a country. */
export function sumOf(items: readonly CartItem[], country: Country): Money {
  let cents = 0;
  for (const { product, quantity } of items) {
    const known = PRODUCTS.get(product);
    if (known) cents += priceOf(known, country).cents * quantity;
  }
  return { cents, currency: country === 'de' ? 'EUR' : 'CHF' };
}
