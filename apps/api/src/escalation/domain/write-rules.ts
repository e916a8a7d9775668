import { assertMay } from '../../access/domain/ability.js';
import { ruledBy } from '../../catalog/domain/labels.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { EscalationPolicy } from './escalation-policy.js';

/** Holds a write against the rules over attributes, in what is there and in what shall be. @throws DomainError `forbidden` */
export function assertMayWritePolicy(
  scope: Scope,
  before: EscalationPolicy | null,
  after: EscalationPolicy | null,
): void {
  if (after && !scope.territories.includes(after.territory)) {
    const message = `There is no territory "${after.territory}" that you may write in.`;
    throw invalid([{ path: 'territory', code: 'territory-not-yours', message }], 'forbidden');
  }
  for (const policy of [before, after])
    if (policy)
      assertMay(scope, 'write', 'policy', {
        territory: policy.territory,
        ...ruledBy(policy.labels),
      });
}

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
