import type { AuditEntry } from '../../audit/domain/audit-event.js';

/**
 * What is done to people and tokens concerns territories. It goes on record once for each, telling of that one alone, so that
 * the trail of one territory gives nothing away of another.
 * @param entry what to record for one territory; called with null when none is concerned
 */
export function onRecord(
  territories: readonly string[],
  entry: (territory: string | null) => Omit<AuditEntry, 'territory'>,
): AuditEntry[] {
  const concerned = territories.length > 0 ? [...new Set(territories)].toSorted() : [null];
  return concerned.map((territory) => ({ ...entry(territory), territory }));
}

/** Those of `territories` that an entry about `territory` may name. */
export function only(territory: string | null): readonly string[] {
  return territory === null ? [] : [territory];
}
