import { documentSchema, readDocument } from '../../catalog/documents/document-schemas.js';
import { documentOf, type CatalogDocument } from '../../catalog/domain/documents.js';
import type { MaintenanceWindow, WindowDraft } from '../domain/maintenance.js';
import { maintenanceShape } from './maintenance-schemas.js';

const { name: _name, labels: _labels, subjects, matchers, rrule, ...spec } = maintenanceShape;
const schema = documentSchema('MaintenanceWindow', {
  ...spec,
  subjects: subjects.optional(),
  matchers: matchers.optional(),
  rrule: rrule.optional(),
});

/**
 * Reads a document of kind MaintenanceWindow.
 * @throws DomainError `validation-failed` naming every field of the document at fault
 */
export function readMaintenanceDocument(value: unknown): { slug: string; draft: WindowDraft } {
  const { metadata, spec: given } = readDocument(schema, value);
  const draft = {
    ...given,
    name: metadata.displayName ?? metadata.name,
    labels: metadata.labels ?? {},
    subjects: given.subjects ?? [],
    matchers: given.matchers ?? [],
    rrule: given.rrule ?? null,
  };
  return { slug: metadata.name, draft };
}

/** A window as it is written in files. */
export function maintenanceDocument(planned: MaintenanceWindow): CatalogDocument {
  const { territory, reason, timeZone, starts, durationMinutes, rrule } = planned;
  return documentOf('MaintenanceWindow', planned, {
    territory,
    reason,
    ...(planned.subjects.length > 0 ? { subjects: planned.subjects } : {}),
    ...(planned.matchers.length > 0 ? { matchers: planned.matchers } : {}),
    timeZone,
    starts,
    durationMinutes,
    ...(rrule === null ? {} : { rrule }),
  });
}
