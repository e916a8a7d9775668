import type { EscalationPolicy } from '../api/nouns.js';

type Target = EscalationPolicy['fallback'];

/** `on call: payments`, or an address. */
export function targetText(target: Target): string {
  return 'schedule' in target ? `on call: ${target.schedule}` : target.user.email;
}

/** What a policy is for. */
export function servesText({ serves, territory }: EscalationPolicy): string {
  const words = [
    ...serves.subjects,
    ...serves.teams.map((team) => `team ${team}`),
    ...(serves.default ? [`everything else in ${territory}`] : []),
  ];
  return words.join(', ') || 'nothing';
}

/** How long each step waits, one after the other. */
export function delaysText({ steps }: EscalationPolicy): string {
  return steps.map(({ delay, everybody }) => delay + (everybody ? ' (everybody)' : '')).join(' ');
}

/** How often the steps are gone through. */
export function repeatText({ repeat }: EscalationPolicy): string {
  if (repeat === 'until-acknowledged') return 'until acknowledged';
  return repeat === 0 ? 'once' : `${repeat + 1} times`;
}
