import type { EscalationPolicy } from '../contract.js';

const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 };

/** A length of time that the API has taken, such as `5m` or `1h30m`, in minutes. */
export function minutesOf(duration: string): number {
  const parts = duration.matchAll(/(\d+)([smhd])/g);
  return [...parts].reduce((sum, [, n, unit = '']) => sum + Number(n) * (MINUTES[unit] ?? 0), 0);
}

/** When each step of a policy has its turn if each reaches somebody and nobody acknowledges, in whole minutes after the begin. */
export function stepMinutes(
  steps: readonly Pick<EscalationPolicy['steps'][number], 'delay'>[],
): number[] {
  let minutes = 0;
  return steps.map(({ delay }) => {
    const at = Math.round(minutes);
    minutes += minutesOf(delay);
    return at;
  });
}
