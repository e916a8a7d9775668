import { toldIn, type Change } from '../../catalog/domain/change.js';
import { contentOf } from '../../catalog/domain/resource.js';
import type { EscalationPolicy } from './escalation-policy.js';
import { policyChanged, policyDeleted } from './policy-events.js';

/** What is to be said of a write, by what was there before and what is there after it (null = nothing). */
export function policyChange(
  before: EscalationPolicy | null,
  after: EscalationPolicy | null,
): Change {
  const policy = after ?? before;
  if (!policy) throw new Error('a change needs a before or an after');
  const { slug, territory } = policy;
  const territories = [...new Set([territory, before?.territory ?? territory])];
  return {
    entries: territories.map((concerned) => ({
      action: `policy.${before ? (after ? 'changed' : 'deleted') : 'created'}`,
      target: {
        kind: 'policy',
        id: slug,
        name: (before?.territory === concerned ? before : policy).name,
      },
      territory: concerned,
      before: toldIn(concerned, before, contentOf),
      after: toldIn(concerned, after, contentOf),
    })),
    events: territories.map((concerned) =>
      (after ? policyChanged : policyDeleted).of([slug], concerned),
    ),
  };
}
