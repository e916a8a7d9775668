import { declareEvent } from '../../platform/kernel/event.js';
import type { IncidentState } from '#contract';

/** What whoever leaves a shift wrote for whoever comes. */
export interface HandoverNote {
  readonly id: string;
  readonly schedule: { readonly slug: string; readonly name: string };
  readonly territory: string;
  readonly text: string;
  readonly writtenAt: Date;
  /** null = a token that is nobody's */
  readonly writtenBy: Writer | null;
  /** null = it waits for whoever is on call */
  readonly takenAt: Date | null;
  readonly takenBy: Writer | null;
  /** those that were open when it was written, as they are now; oldest first */
  readonly incidents: readonly LeftIncident[];
}

interface Writer {
  readonly id: string;
  readonly name: string;
}

interface LeftIncident {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: IncidentState;
}

/** Of those a note lists. */
export const MOST_LEFT = 50;

export const handoverChanged = declareEvent({
  name: 'handover.changed',
  summary: 'Somebody wrote a note for whoever is on call next, or took one over.',
  ids: 'slugs of schedules',
  audience: {
    permission: 'schedule:read',
    refetch: ['/schedules/{slug}/handovers', '/me/handovers'],
  },
});

/**
 * Notes that wait for somebody: written by others, on schedules by which they are on call.
 * @param onCall ids of those who are on call, by slug of the schedule
 */
export function waitingFor(
  notes: readonly HandoverNote[],
  userId: string,
  onCall: ReadonlyMap<string, readonly string[]>,
): HandoverNote[] {
  return notes.filter(
    ({ schedule, takenAt, writtenBy }) =>
      takenAt === null &&
      writtenBy?.id !== userId &&
      (onCall.get(schedule.slug) ?? []).includes(userId),
  );
}
