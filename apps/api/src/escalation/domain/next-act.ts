import type { RunReason, StopReason } from '#contract';
import { ACKNOWLEDGE_TIMEOUT_MS } from '../../incidents/domain/incident.js';
import type { EscalationRun } from './escalation-run.js';

const MINUTE_MS = 60_000;
/** Who acknowledged within so long is asked first when the incident is reopened. */
const STILL_AWAKE_MS = 60 * MINUTE_MS;

/** What an escalation looks at of an incident. */
export interface EscalatedIncident {
  readonly state: 'triggered' | 'acknowledged' | 'resolved';
  /** whether it is over since it turned out to be another one */
  readonly isMerged: boolean;
  readonly class: 'page' | 'ticket' | 'info';
  /** when it began, or was reopened the last time */
  readonly triggeredAt: Date;
  readonly acknowledgedAt: Date | null;
  /** id of the user; null when nobody did, or a token without a person */
  readonly acknowledgedBy: string | null;
  /** its last snooze: by whom (id of the user; null = a token without a person), and since when it is over; null while it holds */
  readonly snooze: { readonly by: string | null; readonly endedAt: Date | null } | null;
  /** the newest refusal to page by maintenance: since when it is over; null while it holds */
  readonly hold: { readonly endedAt: Date | null } | null;
  /** of its topic: raised with each acknowledgement and snooze, and when it is reopened */
  readonly epoch: number;
}

/** What there is to do about an incident. */
export type Act =
  | { readonly do: 'nothing' }
  /** its run goes on */
  | { readonly do: 'step' }
  /** somebody has it, and others still have to acknowledge */
  | { readonly do: 'await' }
  | { readonly do: 'stop'; readonly why: StopReason }
  /** a run begins, and takes the place of the one there is, if any */
  | { readonly do: 'start'; readonly because: RunReason; readonly first: string | null }
  /** the acknowledgement is taken back, and a run begins */
  | { readonly do: 'time-out'; readonly first: string | null };

/** What an escalation looks at of a run that is not over. */
export interface LiveRun extends Pick<EscalationRun, 'epoch' | 'state'> {
  /** whether anybody still has to acknowledge although somebody did */
  readonly awaits: boolean;
}

/**
 * What there is to do about an incident, whatever was missed: by its state alone, so that no word of a change has to arrive.
 * @param live its run that is not over
 * @param last its newest run
 */
export function nextAct(
  incident: EscalatedIncident,
  live: LiveRun | null,
  last: Pick<EscalationRun, 'startedAt'> | null,
  now: Date,
): Act {
  const { state, acknowledgedAt, acknowledgedBy } = incident;
  if (incident.class !== 'page') return { do: 'nothing' };
  if (state === 'resolved')
    return live ? { do: 'stop', why: incident.isMerged ? 'merged' : state } : { do: 'nothing' };
  if (isSnoozed(incident)) {
    // Whom somebody has pages nobody: there is no next page to speak of.
    const why = state === 'acknowledged' ? state : 'snoozed';
    return live ? { do: 'stop', why } : { do: 'nothing' };
  }
  if (incident.hold !== null && incident.hold.endedAt === null) {
    const why = state === 'acknowledged' ? state : 'maintenance';
    return live ? { do: 'stop', why } : { do: 'nothing' };
  }
  if (state === 'acknowledged') {
    if (acknowledgedAt && since(acknowledgedAt, now) >= ACKNOWLEDGE_TIMEOUT_MS)
      return { do: 'time-out', first: acknowledgedBy };
    if (live?.awaits) return { do: 'await' };
    return live ? { do: 'stop', why: 'acknowledged' } : { do: 'nothing' };
  }
  if (live && live.state !== 'awaiting' && live.epoch === incident.epoch) return { do: 'step' };
  const woken = wokenBy(incident, last);
  if (woken) return { do: 'start', because: 'snooze-ended', first: woken.by };
  if (isReleased(incident, last)) return { do: 'start', because: 'maintenance-ended', first: null };
  if (!last) return { do: 'start', because: 'triggered', first: null };
  if (incident.triggeredAt <= last.startedAt)
    return { do: 'start', because: 'unacknowledged', first: null };
  const isAwake = acknowledgedAt !== null && since(acknowledgedAt, now) <= STILL_AWAKE_MS;
  return { do: 'start', because: 'reopened', first: isAwake ? acknowledgedBy : null };
}

function isSnoozed({ snooze }: EscalatedIncident): boolean {
  return snooze !== null && snooze.endedAt === null;
}

/** The snooze whose end nothing was made of yet. */
function wokenBy(
  { snooze, triggeredAt }: EscalatedIncident,
  last: Pick<EscalationRun, 'startedAt'> | null,
): EscalatedIncident['snooze'] {
  const endedAt = snooze?.endedAt ?? null;
  if (endedAt === null || endedAt < triggeredAt) return null;
  return last === null || last.startedAt <= endedAt ? snooze : null;
}

/** Whether maintenance is over that kept people from being paged, and nothing was made of that yet. */
function isReleased(
  { hold, triggeredAt }: EscalatedIncident,
  last: Pick<EscalationRun, 'startedAt'> | null,
): boolean {
  const endedAt = hold?.endedAt ?? null;
  if (endedAt === null || endedAt < triggeredAt) return false;
  return last === null || last.startedAt <= endedAt;
}

function since(at: Date, now: Date): number {
  return now.getTime() - at.getTime();
}
