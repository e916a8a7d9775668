/** Events that wake the background work on objectives: a name is all that is needed of each. */
export const SLO_CHANGED = { name: 'slo.changed' } as const;
export const SLO_DELETED = { name: 'slo.deleted' } as const;
export const SUBJECT_CHANGED = { name: 'subject.changed' } as const;
