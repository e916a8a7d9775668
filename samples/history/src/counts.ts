import { GAP, ticksOf } from './incidents.js';
import { loadShape, type Load } from './load-shape.js';
import {
  CHECKOUT_SHARE,
  OBJECTIVES,
  REQUESTS_PER_SECOND,
  SWISS_SHARE,
  type SampleSlo,
} from './objectives.js';
import { inIncident, probabilities } from './probabilities.js';
import { binomial, poisson, seededRandom, type Random } from './random.js';
import { TICK_SECONDS, UNMEASURED, type Span } from './ticks.js';

/** Events and bad events per tick; `UNMEASURED` where the objective has a gap. */
export interface Counts {
  total: Int32Array;
  bad: Int32Array;
}

/** The whole history as numbers: counts per objective and the load regime of every tick. */
export interface History {
  span: Span;
  counts: Record<SampleSlo, Counts>;
  peak: Uint8Array;
}

interface Shares {
  checkout: Float64Array;
  other: Float64Array;
  slow: Float64Array;
  slowCheck: Float64Array;
  germanFault: Uint8Array;
}

/**
 * Draws the history of all sample objectives for a span. Totals hang together: checkouts, Swiss requests and credit
 * checks are parts of the shop's requests, and a bad part is bad in the whole. Same span and seed, same counts.
 */
export function drawHistory(span: Span, seed: number): History {
  const load = loadShape(span.first, span.ticks);
  const random = seededRandom(seed);
  const shares = sharesOf(span, load);
  const peak = Uint8Array.from(load, (at) => (at.peak ? 1 : 0));
  const counts = emptyCounts(span.ticks);
  load.forEach((at, tick) => drawTick(random, tick, at, shares, counts));
  const [from, to] = ticksOf(GAP, span);
  counts[GAP.slo].total.fill(UNMEASURED, from, to);
  counts[GAP.slo].bad.fill(UNMEASURED, from, to);
  return { span, counts, peak };
}

function drawTick(
  random: Random,
  tick: number,
  load: Load,
  shares: Shares,
  into: History['counts'],
): void {
  const requests = poisson(random, REQUESTS_PER_SECOND * TICK_SECONDS * load.factor);
  const checkouts = binomial(random, requests, CHECKOUT_SHARE);
  const swiss = binomial(random, requests, SWISS_SHARE);
  const failedCheckouts = binomial(random, checkouts, shares.checkout[tick] ?? 0);
  const failed = failedCheckouts + binomial(random, requests - checkouts, shares.other[tick] ?? 0);
  const failedSwiss = shares.germanFault[tick] ? 0 : binomial(random, failed, SWISS_SHARE);
  const checks = checkouts - failedCheckouts;
  const slowChecks = binomial(random, checks, shares.slowCheck[tick] ?? 0);
  const slowThere = load.peak ? binomial(random, slowChecks, 0.5) : slowChecks;
  const slow = slowThere + binomial(random, requests - checks, shares.slow[tick] ?? 0);
  const put = (slo: SampleSlo, total: number, bad: number): void => {
    into[slo].total[tick] = total;
    into[slo].bad[tick] = bad;
  };
  put('shop-availability', requests, failed);
  put('shop-latency', requests, slow);
  put('checkout-availability', checkouts, failedCheckouts);
  put('credit-check-latency', checks, slowChecks);
  put('shop-ch-availability', swiss, Math.min(failedSwiss, swiss));
}

function sharesOf(span: Span, load: readonly Load[]): Shares {
  return {
    checkout: probabilities('checkout-errors', { allowed: 0.005, background: 0.04 }, span, load),
    other: probabilities('other-errors', { allowed: 0.001, background: 0.03 }, span, load),
    slow: probabilities('slow-requests', { allowed: 0.05, background: 0.32 }, span, load),
    slowCheck: probabilities('slow-credit-checks', { allowed: 0.05, background: 0.37 }, span, load),
    germanFault: inIncident(['checkout-errors', 'other-errors'], span),
  };
}

function emptyCounts(ticks: number): History['counts'] {
  const make = (): Counts => ({ total: new Int32Array(ticks), bad: new Int32Array(ticks) });
  return Object.fromEntries(OBJECTIVES.map(({ slo }) => [slo, make()])) as History['counts'];
}
