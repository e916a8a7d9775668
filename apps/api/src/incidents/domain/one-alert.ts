import { isOpen, type AlertState } from './alert-state.js';
import type { DeliveredAlert } from './delivery.js';
import type { Labels } from './placement.js';
import { isSameAlert } from './same-alert.js';

/** Begins the fingerprints of alerts that nobody told us of. */
export const FOUND_PREFIX = 'found-';

/** An alert that is known, as far as it takes to tell whether another one is the same. */
export interface KnownAlert extends Pick<AlertState, 'firingFrom' | 'closedUntil'> {
  readonly fingerprint: string;
  readonly labels: Labels;
}

const isFound = ({ fingerprint }: Pick<KnownAlert, 'fingerprint'>) =>
  fingerprint.startsWith(FOUND_PREFIX);

/** Which of the alerts that a source tells of we had found before: by its fingerprint, the one that we gave. */
export function foundBefore(
  told: readonly Pick<DeliveredAlert, 'fingerprint' | 'labels'>[],
  known: readonly KnownAlert[],
): ReadonlyMap<string, string> {
  const found = known.filter((one) => isFound(one) && isOpen(one));
  return new Map(
    told.flatMap(({ fingerprint, labels }) => {
      const before = found.find((one) => isSameAlert(one.labels, labels));
      return before ? [[fingerprint, before.fingerprint]] : [];
    }),
  );
}

/** Whether an alert that we found was told of by now, under another name. */
export function isToldBy(
  found: Pick<DeliveredAlert, 'fingerprint' | 'labels'>,
  known: readonly KnownAlert[],
): boolean {
  return (
    isFound(found) &&
    known.some((one) => !isFound(one) && isOpen(one) && isSameAlert(one.labels, found.labels))
  );
}
