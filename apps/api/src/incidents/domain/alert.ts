import type { IncidentClass, IncidentSeverity } from '#contract';
import type { AlertState } from './alert-state.js';
import type { DeliveredAlert } from './delivery.js';
import type { Placement } from './placement.js';

/** An alert as it is known: where it stands, and what was last told of it. */
export interface Alert extends AlertState, Placement {
  readonly id: string;
  readonly sourceId: string;
  /** slug of its source */
  readonly source: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly labels: DeliveredAlert['labels'];
  readonly annotations: DeliveredAlert['annotations'];
  readonly summary: string;
  readonly generatorUrl: string | null;
  readonly severity: IncidentSeverity;
  readonly class: IncidentClass;
  readonly groupKey: string;
  /** that it belongs to, or belonged to last */
  readonly incidentId: string | null;
  /** start and receipt of what was told last */
  readonly toldStart: Date;
  readonly toldAt: Date;
  /** the summary that stands in the timeline, and since when */
  readonly notedSummary: string;
  readonly notedAt: Date;
  /** when the end was told that nothing has borne out */
  readonly endToldAt: Date | null;
  /** at which evaluation it was first found to fire no more, though nobody told its end */
  readonly absentAt: Date | null;
  readonly upstream: string;
  readonly folded: number;
  readonly firstSeenAt: Date;
}

/** What an alert is called that always fires, so that silence can be noticed. */
export const WATCHDOG = 'Watchdog';

const NOTED_EVERY_MS = 5 * 60_000;

/** Whether a delivery tells later of an alert than what was told last: by start, then by receipt. */
export function tellsLater(
  { toldStart, toldAt }: Pick<Alert, 'toldStart' | 'toldAt'>,
  { startsAt }: Pick<DeliveredAlert, 'startsAt'>,
  received: Date,
): boolean {
  const [a, b] = [startsAt.getTime(), toldStart.getTime()];
  return a > b || (a === b && received >= toldAt);
}

/** The alert with what a delivery tells of it. */
export function toldBy(alert: Alert, given: DeliveredAlert, received: Date): Alert {
  if (!tellsLater(alert, given, received)) return alert;
  const { name, labels, annotations, summary, generatorUrl, startsAt, folded } = given;
  return {
    ...alert,
    name,
    labels,
    annotations,
    summary,
    generatorUrl,
    folded,
    toldStart: startsAt,
    toldAt: received,
  };
}

/** Whether the timeline is to say that the summary changed: at most every five minutes, since it often holds a number. */
export function isSummaryDue({ summary, notedSummary, notedAt }: Alert, now: Date): boolean {
  return summary !== notedSummary && now.getTime() - notedAt.getTime() >= NOTED_EVERY_MS;
}
