import type { Incident } from './incident.js';
import { TIMELINE_START } from './timeline.js';

/** The present of the specs. */
export const noon = new Date('2026-03-02T12:00:00Z');

/** Minutes after noon. */
export const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

/** An incident of an alert, triggered five minutes ago, but for what is given. */
export function incidentOf(changes: Partial<Incident>): Incident {
  return {
    id: 'i-1',
    number: 17,
    title: 'Shop burns',
    state: 'triggered',
    class: 'page',
    severity: 'page',
    territory: 'DE',
    groupKey: 'DE|page|slo:shop',
    subject: 'shop',
    slo: 'shop-availability',
    source: 'prometheus',
    topicId: 't-1',
    startedAt: minutes(-6),
    triggeredAt: minutes(-5),
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    automatic: null,
    reopenings: [],
    quietUntil: null,
    snooze: null,
    mergedInto: null,
    firing: 1,
    folded: 0,
    ended: 0,
    unconfirmed: null,
    head: TIMELINE_START,
    version: 3,
    updatedAt: minutes(-5),
    ...changes,
  };
}
