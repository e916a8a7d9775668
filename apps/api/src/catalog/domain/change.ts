import type { AuditEntry } from '../../audit/domain/audit-event.js';
import type { DomainEvent, EventType } from '../../platform/kernel/event.js';
import { contentOf, type Named } from './resource.js';

/** What the audit trail and the outbox are told of one write. */
export interface Change {
  /** one for each territory concerned */
  readonly entries: readonly AuditEntry[];
  readonly events: readonly DomainEvent[];
}

/** The events of a noun: that a thing was created or changed, and that it was deleted. Both may be the same. */
export interface NounEvents {
  readonly changed: EventType;
  readonly deleted: EventType;
}

/**
 * Describes a write by what was there before and what is there after it (null = nothing).
 * A move to another territory is told in both: whoever answers for the old one finds where it went, not what became of it there.
 * @param kind the noun in the audit trail, e.g. `team`: its actions begin with it
 */
export function changeOf(
  kind: string,
  { changed, deleted }: NounEvents,
  before: Named | null,
  after: Named | null,
): Change {
  const thing = after ?? before;
  if (!thing) throw new Error('a change needs a before or an after');
  const verb = before ? (after ? 'changed' : 'deleted') : 'created';
  const territories = [...new Set([thing.territory, before?.territory ?? thing.territory])];
  return {
    entries: territories.map((territory) => ({
      action: `${kind}.${verb}`,
      target: {
        kind,
        id: thing.slug,
        name: (before?.territory === territory ? before : thing).name,
      },
      territory,
      before: toldIn(territory, before),
      after: toldIn(territory, after),
    })),
    events: territories.map((territory) => (after ? changed : deleted).of([thing.slug], territory)),
  };
}

/** What a territory may be told of a thing that moves: what it is there, and of elsewhere only where. */
function toldIn(territory: string, thing: Named | null): Readonly<Record<string, unknown>> | null {
  if (!thing) return null;
  return thing.territory === territory ? { ...contentOf(thing) } : { territory: thing.territory };
}

/** Something that another write changes along with what it is about. */
export interface AlsoChanged {
  /** as the audit trail would say, e.g. `policy.changed` */
  readonly action: string;
  readonly kind: string;
  readonly slug: string;
  readonly name: string | null;
}

/** What a write says of other things than of this one. */
export function alsoChanged(
  entries: readonly { readonly entry: AuditEntry }[],
  { kind, slug }: Pick<AlsoChanged, 'kind' | 'slug'>,
): AlsoChanged[] {
  return entries.flatMap(({ entry: { action, target } }) =>
    target === null || (target.kind === kind && target.id === slug)
      ? []
      : [{ action, kind: target.kind, slug: target.id, name: target.name ?? null }],
  );
}
