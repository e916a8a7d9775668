import type { Severity } from '#contract';
import { ALERT_TIERS } from '#slo';

/** An alarm that pauses for less than this goes on: Prometheus starts anew, or one tier ends as the next begins. */
const PAUSE_MS = 600_000;

const BURN_ALERTS: ReadonlySet<string> = new Set(ALERT_TIERS.map(({ alert }) => alert));

/** An alert of an SLO that Prometheus has pending or firing. */
export interface SloAlert {
  readonly name: string;
  readonly severity: Severity;
  readonly state: 'pending' | 'firing';
  readonly since: string;
}

/** What the reading before this one told. */
export interface AlarmBefore {
  readonly asOf: Date;
  /** null = no alert about the burn fired then */
  readonly firingSince: string | null;
}

/** Whether an alert about the burn fires now. */
export function isBurning({ name, state }: SloAlert): boolean {
  return state === 'firing' && BURN_ALERTS.has(name);
}

/**
 * Since when alerts about the burn fire without a pause. The first one to fire may be over while others go on, and after a restart
 * Prometheus tells every one of them to be new: what was told before goes on.
 * @returns null when none fires
 */
export function firingSince(
  alerts: readonly SloAlert[],
  before: AlarmBefore | null,
): string | null {
  const oldest = alerts
    .filter(isBurning)
    .map(({ since }) => since)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  if (oldest === undefined) return null;
  const since = before?.firingSince ?? null;
  if (before === null || since === null) return oldest;
  const goesOn = Date.parse(oldest) - before.asOf.getTime() < PAUSE_MS;
  return goesOn && Date.parse(since) < Date.parse(oldest) ? since : oldest;
}
