import { documentSchema, readDocument } from '../../catalog/documents/document-schemas.js';
import { documentOf, type CatalogDocument } from '../../catalog/domain/documents.js';
import { withMembers, type Schedule, type ScheduleContent } from '../domain/schedule.js';
import { layers, scheduleShape } from './schedule-schemas.js';

const scheduleDocumentSchema = documentSchema('Schedule', {
  territory: scheduleShape.territory,
  team: scheduleShape.team.optional(),
  timeZone: scheduleShape.timeZone,
  layers,
});

/**
 * Reads a document of kind Schedule. Its members are addresses still.
 * @throws DomainError `validation-failed` naming every field of the document at fault
 */
export function readScheduleDocument(value: unknown): { slug: string; content: ScheduleContent } {
  const { metadata, spec } = readDocument(scheduleDocumentSchema, value);
  const { territory, team, timeZone } = spec;
  const content = {
    name: metadata.displayName ?? metadata.name,
    labels: metadata.labels ?? {},
    territory,
    team: team ?? null,
    timeZone,
    layers: spec.layers,
  };
  return { slug: metadata.name, content };
}

/** A schedule as it is written in files. @param emailOf the address of a member's id */
export function scheduleDocument(
  schedule: Schedule,
  emailOf: (id: string) => string,
): CatalogDocument {
  const { territory, team, timeZone } = schedule;
  const written = withMembers(schedule.layers, emailOf).map(
    ({ name, rotation, restrictions, turns, effectiveFrom }) => ({
      name,
      ...(effectiveFrom === undefined || effectiveFrom === null ? {} : { effectiveFrom }),
      rotation: {
        turn: rotation.turn,
        ...(rotation.every === 1 ? {} : { every: rotation.every }),
        handoff: rotation.handoff,
        anchor: rotation.anchor,
        members: rotation.members,
      },
      ...(restrictions.length > 0
        ? { restrictions: restrictions.map(({ days, from, to }) => ({ days, from, to })) }
        : {}),
      ...(turns === 'calendar' ? {} : { turns }),
    }),
  );
  return documentOf('Schedule', schedule, { territory, team, timeZone, layers: written });
}
