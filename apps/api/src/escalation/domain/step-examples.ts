import type { Cursor } from './cursor.js';
import type { RunPosition, StepDecision } from './decide-step.js';
import type { PolicySteps, Repeat } from './escalation-policy.js';
import type { OnCallSnapshot } from './on-call-snapshot.js';

export const START = Date.parse('2026-03-02T03:12:00Z');
export const MINUTE = 60_000;
export const at = (minutes: number) => new Date(START + minutes * MINUTE);

/** Steps by the schedules that they page, five minutes each; the fallback is `boss`. */
export const policyOf = (schedules: readonly string[], repeat: Repeat = 0): PolicySteps => ({
  steps: schedules.map((schedule) => ({ delay: '5m', targets: [{ schedule }] })),
  repeat,
  fallback: { schedule: 'boss' },
});
export const onCallOf = (people: Record<string, readonly string[]>): OnCallSnapshot => ({
  schedules: new Map(Object.entries(people)),
  reachable: new Set([...Object.values(people).flat(), 'ann', 'boss']),
});
export const EVERYBODY = onCallOf({ a: ['ann'], b: ['bob'], c: ['cem'], boss: ['boss'] });
export const run = (loop: number, step: number, minutes: number, first: string | null = null) =>
  ({ cursor: { loop, step }, nextAt: at(minutes), first, declined: [] }) satisfies RunPosition;
export const triggered = { state: 'triggered' } as const;

/** A decision in one line. */
export function told(decision: StepDecision): string {
  if (decision.do === 'stop') return `stop ${decision.why}`;
  const minutes = (when: Date) => (when.getTime() - START) / MINUTE;
  if (decision.do === 'wait') return `wait until ${minutes(decision.until)}`;
  const place = ({ loop, step }: Cursor) => `${loop}.${step}`;
  if (decision.do === 'await')
    return `await ${place(decision.at)} ${decision.users.join('+')}, then at ${minutes(decision.nextAt)}`;
  const { missed, skipped, cursor, nextAt } = decision;
  const what =
    decision.do === 'nobody'
      ? 'nobody'
      : `${decision.route} ${place(decision.at)} ${decision.users.join('+')}`;
  const passed = [
    missed > 0 ? `, ${missed} missed` : '',
    skipped.length > 0 ? `, without ${skipped.join(' ')}` : '',
  ].join('');
  return `${what}${passed}, then ${place(cursor)} at ${minutes(nextAt)}`;
}
