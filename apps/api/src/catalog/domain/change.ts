import { CATALOG_EVENTS } from './catalog-events.js';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import type { DomainEvent } from '../../platform/kernel/event.js';
import { contentOf, type Resource } from './resource.js';

export type Noun = 'subject' | 'team' | 'environment';

/** What the audit trail and the outbox are told of one write. */
export interface Change {
  /** one for each territory concerned */
  readonly entries: readonly AuditEntry[];
  readonly events: readonly DomainEvent[];
}

/**
 * Describes a write by what was there before and what is there after it (null = nothing).
 * A move to another territory is told in both: whoever answers for the old one finds where it went, not what became of it there.
 */
export function changeOf(noun: Noun, before: Resource | null, after: Resource | null): Change {
  const subject = after ?? before;
  if (!subject) throw new Error('a change needs a before or an after');
  const verb = before ? (after ? 'changed' : 'deleted') : 'created';
  const territories = new Set([subject.territory, before?.territory ?? subject.territory]);
  return {
    entries: [...territories].map((territory) => ({
      action: `${noun}.${verb}`,
      target: {
        kind: noun,
        id: subject.slug,
        name: (before?.territory === territory ? before : subject).name,
      },
      territory,
      before: toldIn(territory, before, contentOf),
      after: toldIn(territory, after, contentOf),
    })),
    events: [...territories].map((territory) =>
      CATALOG_EVENTS[noun][after ? 'changed' : 'deleted'].of([subject.slug], territory),
    ),
  };
}

/**
 * What a territory may be told of a thing that moves: what it is there, and of elsewhere only where.
 * @param contentOf what there is to tell of it
 */
export function toldIn<R extends { readonly territory: string }>(
  territory: string,
  thing: R | null,
  contentOf: (thing: R) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  if (!thing) return null;
  return thing.territory === territory ? contentOf(thing) : { territory: thing.territory };
}
