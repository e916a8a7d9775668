import type { Sighting } from './alert-state.js';
import type { Labels } from './placement.js';

/** One alert of a delivery, in bounds. */
export interface DeliveredAlert extends Sighting {
  readonly fingerprint: string;
  readonly name: string;
  /** one line for people */
  readonly summary: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
  /** how many alerts it stands for that were too many to be taken one by one; 0 = it is one itself */
  readonly folded: number;
}

/** What a source sent in one request. */
export interface Delivery {
  /** SHA-256 of the key by which it groups */
  readonly upstream: string;
  /** of the format, as it says itself; null when it does not: others than Alertmanager post the same fields */
  readonly version: string | null;
  /** whether it says that nothing of the group fires any more */
  readonly over: boolean;
  /** what it calls us; null when it does not say */
  readonly receiver: string | null;
  /** how many alerts it left out */
  readonly truncated: number;
  /** whether one of them always fires, to show that the way is open; such alerts are in none of the lists */
  readonly watchdog: boolean;
  /** how many there were, whether they are taken one by one or not */
  readonly total: number;
  readonly alerts: readonly DeliveredAlert[];
}

/** Alerts that are taken together. */
export interface AlertBatch {
  /** SHA-256 of the key by which their source groups them */
  readonly upstream: string;
  /** each fingerprint in any number */
  readonly alerts: readonly DeliveredAlert[];
}

/** As many of a delivery are taken one by one. */
export const ONE_BY_ONE = 2000;

/** One transaction takes as many. */
export const AT_ONCE = 50;

/**
 * What one transaction takes each. Those that fire come first: an incident whose last alert ended while another one began does not end in
 * between.
 */
export function batchesOf(alerts: readonly DeliveredAlert[]): DeliveredAlert[][] {
  const sorted = alerts.toSorted(
    (a, b) =>
      Number(a.status === 'resolved') - Number(b.status === 'resolved') ||
      (a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0),
  );
  const batches: DeliveredAlert[][] = [];
  for (let from = 0; from < sorted.length; from += AT_ONCE)
    batches.push(sorted.slice(from, from + AT_ONCE));
  return batches;
}
