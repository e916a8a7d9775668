import type { Country } from '../http/router.js';

/** An amount in the smallest unit of its currency, tax included. */
export interface Money {
  cents: number;
  currency: 'EUR' | 'CHF';
}

/** Something the shop sells. */
export interface Product {
  id: string;
  name: string;
  category: string;
  /** Price in euro cents; Swiss prices are derived. */
  euroCents: number;
}

const CATEGORIES: Record<string, readonly (readonly [name: string, euroCents: number])[]> = {
  kitchen: [
    ['Kettle', 3990],
    ['Chopping board', 2450],
    ['Chef knife', 6900],
    ['Coffee grinder', 5490],
    ['Cast iron pan', 4900],
  ],
  office: [
    ['Desk lamp', 4590],
    ['Notebook, ruled', 890],
    ['Monitor stand', 5990],
    ['Fountain pen', 3400],
    ['Filing box', 1490],
  ],
  garden: [
    ['Watering can', 2290],
    ['Pruning shears', 2990],
    ['Herb planter', 1890],
    ['Folding chair', 3790],
  ],
  travel: [
    ['Day pack', 7900],
    ['Packing cubes', 2690],
    ['Travel mug', 2190],
    ['Rain cover', 1790],
  ],
};

/** Every product, by id. */
export const PRODUCTS: ReadonlyMap<string, Product> = new Map(
  Object.entries(CATEGORIES).flatMap(([category, items]) =>
    items.map(([name, euroCents], i) => {
      const id = `${category}-${i + 1}`;
      return [id, { id, name, category, euroCents }] as const;
    }),
  ),
);

/** Swiss prices carry an eighth more and are rounded to five rappen, the smallest Swiss coin. */
export function priceOf(product: Product, country: Country): Money {
  if (country === 'de') return { cents: product.euroCents, currency: 'EUR' };
  return { cents: Math.round((product.euroCents * 1.125) / 5) * 5, currency: 'CHF' };
}
