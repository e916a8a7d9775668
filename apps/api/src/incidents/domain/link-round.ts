/** Kinds of entries with which another epoch of an incident's pages begins. */
export const EPOCH_BEGINS = ['acknowledged', 'snoozed', 'reopened', 'unmerged'] as const;
export type EpochBegin = (typeof EPOCH_BEGINS)[number];

/** Why the link of a page takes nothing on any more, although nobody has the incident: what came after it. */
export type Overtaken = Exclude<EpochBegin, 'snoozed'>;

/**
 * A link is for one round (ADR 0047). A snooze ends none: it puts pages off, and nobody has taken anything on since the page.
 * @param since what began an epoch after that of the link, newest first
 * @returns null while the link takes the incident on
 */
export function overtakenBy(since: readonly EpochBegin[]): Overtaken | null {
  return since.find((kind) => kind !== 'snoozed') ?? null;
}
