import { DomainError } from '../../platform/kernel/domain-error.js';

/**
 * A policy is kept while an incident is being escalated by it: whoever looks for why they are paged finds it.
 * @param incidents names of those that the actor may see, e.g. `INC-17`
 * @throws DomainError `conflict` naming them
 */
export function assertPagesAboutNothing(slug: string, incidents: readonly string[]): void {
  if (incidents.length === 0) return;
  const shown =
    incidents.slice(0, 10).join(', ') +
    (incidents.length > 10 ? ` and ${incidents.length - 10} more` : '');
  throw new DomainError(
    'conflict',
    `The escalation policy "${slug}" is paging people about ${shown}; acknowledge or resolve that first.`,
    incidents.map((message) => ({ path: 'slug', code: 'in-use', message })),
  );
}
