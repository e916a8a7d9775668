import type { Admitted } from '../http/admission.js';
import { eventNamed, type Audience } from '../kernel/event.js';
import type { OutboxRow } from '../outbox/outbox.js';

/** More ids than this are not listed: an empty list means "look at everything of this type". */
const MAX_IDS = 200;

/** What one client is sent at once. */
export interface LiveEvent {
  readonly type: string;
  readonly ids: readonly string[];
  readonly at: Date;
}

/** Whether somebody may hear of an event: its permission in its territory, or anywhere when it has none; of a personal one, who is named. */
function mayHear(
  { ids, territory }: OutboxRow,
  { permission, personal }: Audience,
  { person, held }: Admitted,
): boolean {
  if (personal && !ids.includes(person)) return false;
  const territories = held.get(permission);
  return territories !== undefined && (territory === null || territories.includes(territory));
}

/** What somebody hears of a run of rows: one event of each name, in the order in which the names first occur. */
export function audibleEvents(rows: readonly OutboxRow[], hearer: Admitted): LiveEvent[] {
  const events = new Map<string, { ids: Set<string>; at: Date }>();
  for (const row of rows) {
    const audience = eventNamed(row.type)?.audience;
    if (!audience || !mayHear(row, audience, hearer)) continue;
    const name = audience.as ?? row.type;
    const ids = events.get(name)?.ids ?? new Set<string>();
    if (audience.withIds !== false && !audience.personal) for (const id of row.ids) ids.add(id);
    events.set(name, { ids, at: row.at });
  }
  return [...events].map(([type, { ids, at }]) => ({
    type,
    ids: ids.size > MAX_IDS ? [] : [...ids],
    at,
  }));
}
