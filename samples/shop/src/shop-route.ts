import type { Work } from './faults/latency.js';
import type { Answer } from './http/answer.js';
import type { Country, Route } from './http/router.js';

/** A customer's request as a handler sees it. */
export interface Call {
  country: Country;
  params: Record<string, string>;
  /** Parsed JSON body of a POST; undefined for a GET. */
  json: unknown;
}

/** What serves a route, and what kind of work it is, which decides how long it takes. */
export interface ShopHandler {
  work: Work;
  serve: (call: Call) => Answer | Promise<Answer>;
}

export type ShopRoute = Route<ShopHandler>;
