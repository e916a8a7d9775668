import { PRODUCTS } from '../catalog/products.js';
import type { Random } from '../faults/latency.js';
import { COUNTRIES, type Country } from '../http/router.js';

/** One request to send. `kind` tells what the answer means for the visitors. */
export interface Visit {
  kind: 'read' | 'fill' | 'checkout';
  method: 'GET' | 'POST';
  path: string;
  json?: unknown;
  country: Country;
  cart?: string;
}

/** Share of each step among all requests; checkouts are 8 %, a fifth of all visitors is Swiss. */
const MIX = {
  list: 0.26,
  product: 0.3,
  cart: 0.12,
  fill: 0.16,
  checkout: 0.08,
  order: 0.08,
} as const;
type Step = keyof typeof MIX;
const SWISS_SHARE = 0.2;
const REMEMBERED = 200;

/** What visitors of one country have left in the shop: filled carts and placed orders. */
interface Memory {
  carts: string[];
  orders: string[];
}

/** Invents visitors: picks the next request by the mix, and checks out only carts that were filled before. */
export class Visitors {
  private readonly memory: Record<Country, Memory> = {
    de: { carts: [], orders: [] },
    ch: { carts: [], orders: [] },
  };
  private carts = 0;

  constructor(
    private readonly random: Random,
    private readonly run: string,
  ) {}

  /** The next request. */
  next(): Visit {
    const country = this.random() < SWISS_SHARE ? COUNTRIES[1] : COUNTRIES[0];
    return this.visit(country, this.step());
  }

  /** Takes in what a request led to: a filled cart, or the order that came out of a checkout. */
  answered(visit: Visit, order: string | null): void {
    const { carts, orders } = this.memory[visit.country];
    if (visit.kind === 'fill' && visit.cart && !carts.includes(visit.cart))
      remember(carts, visit.cart);
    if (visit.kind === 'checkout' && order) remember(orders, order);
  }

  private visit(country: Country, step: Step): Visit {
    const { carts, orders } = this.memory[country];
    const read = (path: string): Visit => ({
      kind: 'read',
      method: 'GET',
      path: `/${country}${path}`,
      country,
    });
    if (step === 'list') return read('/catalog');
    if (step === 'product') return read(`/catalog/${this.pick([...PRODUCTS.keys()])}`);
    const cart =
      step === 'checkout' ? carts.shift() : carts[Math.floor(this.random() * carts.length)];
    if (step === 'checkout' && cart) {
      return {
        kind: 'checkout',
        method: 'POST',
        path: `/${country}/checkout`,
        json: { cart },
        country,
        cart,
      };
    }
    if (step === 'cart' && cart) return read(`/cart/${cart}`);
    if (step === 'order' && orders.length > 0) return read(`/orders/${this.pick(orders)}`);
    return this.fill(country);
  }

  private fill(country: Country): Visit {
    const cart = `${this.run}-${++this.carts}`;
    const json = {
      product: this.pick([...PRODUCTS.keys()]),
      quantity: 1 + Math.floor(this.random() * 3),
    };
    return {
      kind: 'fill',
      method: 'POST',
      path: `/${country}/cart/${cart}/items`,
      json,
      country,
      cart,
    };
  }

  private step(): Step {
    let left = this.random();
    for (const [step, share] of Object.entries(MIX)) {
      left -= share;
      if (left < 0) return step as Step;
    }
    return 'list';
  }

  private pick(from: readonly string[]): string {
    return from[Math.floor(this.random() * from.length)] ?? '';
  }
}

function remember(list: string[], entry: string): void {
  list.push(entry);
  if (list.length > REMEMBERED) list.shift();
}
