import { DomainError } from '../../platform/kernel/domain-error.js';
import type { EscalationPolicy } from './escalation-policy.js';

/**
 * What a policy serves would page nobody without it.
 * @throws DomainError `conflict` naming that
 */
export function assertServesNothing({ slug, territory, serves }: EscalationPolicy): void {
  const served = [
    ...serves.subjects.map((subject) => `the subject ${subject}`),
    ...serves.teams.map((team) => `the team ${team}`),
    ...(serves.default ? [`whatever else happens in ${territory}`] : []),
  ];
  if (served.length === 0) return;
  const shown = served.slice(0, 10).join(', ') + (served.length > 10 ? ' and more' : '');
  throw new DomainError(
    'conflict',
    `The escalation policy "${slug}" is still for ${shown}; let another one serve that first.`,
    served.map((message) => ({ path: 'serves', code: 'in-use', message })),
  );
}
