import type { EffectivePermissions } from '../http/admission.js';
import type { Permission } from '../kernel/permissions.js';
import type { OutboxRow } from '../outbox/outbox.js';

/** How an event of the outbox is told to people: under which name, and who may hear it. */
interface Telling {
  readonly as: string;
  readonly permission: Permission;
  /** false where the ids would tell everybody about people and tokens */
  readonly withIds: boolean;
}

const told = (as: string, permission: Permission, withIds = true): Telling => ({
  as,
  permission,
  withIds,
});

/** Events that are not listed here stay inside. */
const TELLINGS: Readonly<Record<string, Telling>> = {
  'slo.readings': told('slo.readings', 'slo:read'),
  'slo.changed': told('slo.changed', 'slo:read'),
  'slo.deleted': told('slo.changed', 'slo:read'),
  'subject.changed': told('subject.changed', 'subject:read'),
  'subject.deleted': told('subject.changed', 'subject:read'),
  'team.changed': told('team.changed', 'team:read'),
  'team.deleted': told('team.changed', 'team:read'),
  'environment.changed': told('environment.changed', 'environment:read'),
  'environment.deleted': told('environment.changed', 'environment:read'),
  'audit.appended': told('audit.appended', 'audit:read'),
  'access.changed': told('access.changed', 'self:read', false),
};

/** More ids than this are not listed: an empty list means "look at everything of this type". */
const MAX_IDS = 200;

/** What one client is told at once. */
export interface LiveEvent {
  readonly type: string;
  readonly ids: readonly string[];
  readonly at: Date;
}

/** Whether somebody may hear of an event: its permission in its territory, or anywhere when it has none. */
function mayHear(
  { territory }: OutboxRow,
  { permission }: Telling,
  held: EffectivePermissions,
): boolean {
  const territories = held.get(permission);
  return territories !== undefined && (territory === null || territories.includes(territory));
}

/** What somebody is told of a run of rows: one event of each type, in the order in which the types first occur. */
export function tellingsFor(rows: readonly OutboxRow[], held: EffectivePermissions): LiveEvent[] {
  const events = new Map<string, { type: string; ids: Set<string>; at: Date }>();
  for (const row of rows) {
    const telling = TELLINGS[row.type];
    if (!telling || !mayHear(row, telling, held)) continue;
    const event = events.get(telling.as) ?? {
      type: telling.as,
      ids: new Set<string>(),
      at: row.at,
    };
    if (telling.withIds) for (const id of row.ids) event.ids.add(id);
    events.set(telling.as, { ...event, at: row.at });
  }
  return [...events.values()].map(({ type, ids, at }) => ({
    type,
    ids: ids.size > MAX_IDS ? [] : [...ids],
    at,
  }));
}
