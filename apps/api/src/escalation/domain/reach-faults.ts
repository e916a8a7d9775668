import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { PolicySteps } from './escalation-policy.js';
import { reachedBy, type OnCallSnapshot } from './on-call-snapshot.js';

const HOUR_MS = 3_600_000;
const AHEAD_HOURS = 7 * 24;
const EVERY_HOURS = 6;

/** What to do about a policy that reaches nobody: mail is the way that everybody has. */
const REMEDY =
  'Mail reaches people once LEITSTAND_SMTP_URL names a mail server; if it is meant, say why in the field waiver (spec.waiver of a document).';

/** Who is on call at one instant. */
export interface Foreseen {
  readonly at: Date;
  readonly onCall: OnCallSnapshot;
}

/** Instants at which a policy has to reach somebody: now, and every six hours of the week to come. */
export function instantsAhead(now: Date): Date[] {
  return Array.from(
    { length: AHEAD_HOURS / EVERY_HOURS + 1 },
    (_, i) => new Date(now.getTime() + i * EVERY_HOURS * HOUR_MS),
  );
}

/** Why a policy that has no waiver cannot be kept: no step ever reaches anybody, or the fallback does not always. */
export function reachFaults(
  { steps, fallback }: Pick<PolicySteps, 'steps' | 'fallback'>,
  foreseen: readonly Foreseen[],
): FieldError[] {
  const code = 'reaches-nobody';
  const faults: FieldError[] = [];
  const reaches = ({ onCall }: Foreseen) =>
    steps.some(({ targets }) => reachedBy(targets, onCall).length > 0);
  if (!foreseen.some(reaches)) {
    const message = `No step reaches anybody, now or within a week: nobody is on call, or has a way to be reached. ${REMEDY}`;
    faults.push({ path: 'steps', code, message });
  }
  const gap = foreseen.find(({ onCall }) => reachedBy([fallback], onCall).length === 0);
  if (gap) {
    const message = `The fallback reaches nobody at ${gap.at.toISOString()}; it has to at all times. ${REMEDY}`;
    faults.push({ path: 'fallback', code, message });
  }
  return faults;
}
