import type { IncidentSeverity } from '#contract';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Incident } from './incident.js';
import { classOf } from './severity.js';
import { TIMELINE_START, type TimelineEntry } from './timeline.js';

/** What somebody says who declares an incident. */
export interface Declaration {
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly territory: string;
  /** slug */
  readonly subject: string | null;
  readonly note: string | null;
}

/** An incident that people declared: of its own group, so that no alert joins it or ends it. */
export function declared(
  { title, severity, territory, subject }: Declaration,
  { id, topicId }: Pick<Incident, 'id' | 'topicId'>,
  now: Date,
): Incident {
  return {
    id,
    number: 0,
    title,
    state: 'triggered',
    class: classOf(severity),
    severity,
    territory,
    groupKey: `declared|${id}`,
    subject,
    slo: null,
    source: null,
    topicId,
    startedAt: now,
    triggeredAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    automatic: null,
    reopenings: [],
    quietUntil: null,
    snooze: null,
    mergedInto: null,
    firing: 0,
    folded: 0,
    ended: 0,
    unconfirmed: null,
    head: TIMELINE_START,
    version: 1,
    updatedAt: now,
  };
}

/** The first entry of its timeline. */
export function declaredEntry(
  { title, severity, subject, note }: Declaration,
  by: Actor,
): TimelineEntry {
  const data = { title, class: classOf(severity), severity, subject };
  return { kind: 'declared', actor: by, data: note === null ? data : { ...data, note } };
}
