/** One objective of the sample catalog, as far as its history needs to know it. */
export interface SampleObjective {
  slo: string;
  /** Allowed share of bad events, 0..1 (1 minus the target). */
  allowed: number;
  /** Load regimes of a latency objective, default last; empty for a ratio objective. */
  regimes: readonly ('peak' | 'normal' | 'always')[];
}

/** The objectives that have a history; a spec holds them against `samples/catalog`. */
export const OBJECTIVES = [
  { slo: 'shop-availability', allowed: 0.001, regimes: [] },
  { slo: 'shop-latency', allowed: 0.05, regimes: ['peak', 'normal'] },
  { slo: 'checkout-availability', allowed: 0.005, regimes: [] },
  { slo: 'credit-check-latency', allowed: 0.05, regimes: ['always'] },
  { slo: 'shop-ch-availability', allowed: 0.005, regimes: [] },
] as const satisfies readonly SampleObjective[];

/** Slug of an objective with a history. */
export type SampleSlo = (typeof OBJECTIVES)[number]['slo'];

/** Average requests per second of the whole shop: thin on purpose, so that a live fault shows within minutes. */
export const REQUESTS_PER_SECOND = 2;
/** Share of requests that are checkouts, and that come from Switzerland. */
export const CHECKOUT_SHARE = 0.08;
export const SWISS_SHARE = 0.2;
