import type { Country } from '../http/router.js';
import type { Switches } from './switches.js';

/** Seconds beyond which the shop counts a request as slow; the first and the last are the regimes' thresholds. */
export const SLOW_SECONDS = [0.2, 0.3, 0.45] as const;
type SlowCounts = Record<`${(typeof SLOW_SECONDS)[number]}`, number>;

/** Counts of one route, country and status class. */
export interface RouteTotals {
  route: string | null;
  country: Country | null;
  statusClass: string;
  requests: number;
  serverErrors: number;
  slowerThan: SlowCounts;
}

/** Counts of the outgoing credit checks. */
export interface CreditCheckTotals {
  calls: number;
  failed: number;
  slowerThan: SlowCounts;
}

/** One request that was served. */
export interface Served {
  route: string | null;
  country: Country | null;
  status: number;
  seconds: number;
}

/** What the shop counted itself since it started, independent of OpenTelemetry. */
export class Totals {
  private readonly rows = new Map<string, RouteTotals>();
  private readonly checks: CreditCheckTotals = { calls: 0, failed: 0, slowerThan: noneSlow() };
  private sums = { requests: 0, errors: 0, slow: 0 };

  /** Counts a request; slow in the sum means slower than the threshold of the load level in force. */
  served({ route, country, status, seconds }: Served, load: Switches['load']): void {
    const statusClass = `${Math.floor(status / 100)}xx`;
    const key = `${route} ${statusClass}`;
    const row = this.rows.get(key) ?? {
      route,
      country,
      statusClass,
      requests: 0,
      serverErrors: 0,
      slowerThan: noneSlow(),
    };
    this.rows.set(key, row);
    row.requests++;
    this.sums.requests++;
    if (status >= 500) {
      row.serverErrors++;
      this.sums.errors++;
    }
    countSlow(row.slowerThan, seconds);
    if (seconds > (load === 'peak' ? 0.45 : 0.2)) this.sums.slow++;
  }

  /** Counts a credit check, failed when no verdict came. */
  checked(seconds: number, failed: boolean): void {
    this.checks.calls++;
    if (failed) this.checks.failed++;
    countSlow(this.checks.slowerThan, seconds);
  }

  get summary(): { requests: number; errors: number; slow: number } {
    return { ...this.sums };
  }

  get detail(): { requests: RouteTotals[]; creditChecks: CreditCheckTotals } {
    return { requests: [...this.rows.values()], creditChecks: this.checks };
  }
}

function noneSlow(): SlowCounts {
  return { '0.2': 0, '0.3': 0, '0.45': 0 };
}

function countSlow(counts: SlowCounts, seconds: number): void {
  for (const limit of SLOW_SECONDS) if (seconds > limit) counts[`${limit}`]++;
}
