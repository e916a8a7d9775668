import type { EscalationRun } from './escalation-run.js';

/** What goes out within so long went out in time: the engine looks every second, and is woken besides. */
const IN_TIME_MS = 10_000;

/**
 * How long after its time people are paged, in whole seconds; 0 when it is in time. The first page of an incident is due when it was
 * triggered, whenever the engine first saw it.
 * @param triggeredAt when it began, or was reopened the last time
 */
export function lateSeconds(
  { because, startedAt, nextAt }: Pick<EscalationRun, 'because' | 'startedAt' | 'nextAt'>,
  triggeredAt: Date,
  now: Date,
): number {
  const isFirst = nextAt <= startedAt && (because === 'triggered' || because === 'reopened');
  const due = isFirst && triggeredAt < nextAt ? triggeredAt : nextAt;
  const late = now.getTime() - due.getTime();
  return late < IN_TIME_MS ? 0 : Math.floor(late / 1000);
}
