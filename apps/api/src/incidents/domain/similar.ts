import type { Incident, IncidentNames } from './incident.js';
import type { TimelineEvent } from './timeline.js';

/** In what an incident is like another one: it has the same group key, began by the same rule, or is about the same subject. */
export const LIKENESSES = ['key', 'rule', 'subject'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** An incident that is over and was like another one, and what came of it. */
export interface SimilarIncident {
  readonly incident: Incident;
  readonly names: IncidentNames;
  readonly by: Likeness;
  /** the last thing that somebody wrote down in it; null = nobody did */
  readonly lastNote: { readonly at: Date; readonly by: string; readonly text: string } | null;
}

/** What somebody wrote down in an entry; null = nothing. */
export function noteIn({
  at,
  actor,
  data,
}: Pick<TimelineEvent, 'at' | 'actor' | 'data'>): SimilarIncident['lastNote'] {
  const text = data['text'] ?? data['note'];
  return typeof text === 'string' && text.trim() !== '' ? { at, by: actor.name, text } : null;
}
