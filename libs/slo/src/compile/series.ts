/** Names of everything Leitstand records in Prometheus. */
export const SERIES = {
  totalTick: 'leitstand:slo_total:inc30s',
  badTick: 'leitstand:slo_bad:inc30s',
  goodTick: 'leitstand:slo_good:inc30s',
  regimeSignal: 'leitstand:regime_signal',
  regime: 'leitstand:regime',
  info: 'leitstand:slo_info',
  errorBudget: 'leitstand:slo_error_budget:ratio',
  minBad: 'leitstand:slo_min_bad:events',
  windowSeconds: 'leitstand:slo_window:seconds',
  /** Unix seconds; only of objectives that took the name of another one. */
  since: 'leitstand:slo_since:timestamp_seconds',
  burnFactor: 'leitstand:slo_burn_factor:ratio',
  burnFloor: 'leitstand:slo_burn_floor:events',
  coverage: 'leitstand:slo_coverage:ratio1h',
  /** Exported by Leitstand's worker from the ledger, with the labels slo and window. */
  ledgerLeft: 'leitstand_slo_budget_remaining_ratio',
} as const;

export type Side = 'total' | 'bad';

/** leitstand:slo_total:1h and the like. */
export function windowSeries(side: Side, window: string): string {
  return `leitstand:slo_${side}:${window}`;
}

/** The five minute level that windows of 2h and more are summed from. */
export function levelSeries(side: Side): string {
  return `leitstand:slo_${side}:inc5m`;
}

/** For `unless on (slo)`: objectives whose window of this many seconds still holds counts of a namesake that was deleted. */
export function inherits(seconds: number): string {
  return `${SERIES.since} > time() - ${seconds}`;
}

/**
 * Owner labels of every objective that alerts, one series each, valued 0. After a change of owner the old series stays visible for
 * five minutes if Prometheus restarts meanwhile; the newest sample wins, since two would fail the rule for the whole fleet.
 */
export function owners(matchers = ''): string {
  return `0 * topk by (slo) (1, timestamp(${SERIES.info}{alerting="enabled"${matchers}}))`;
}
