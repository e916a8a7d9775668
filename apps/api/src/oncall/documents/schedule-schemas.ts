import { ROTATION_TURNS, SCHEDULE_LIMITS, TURN_COUNTS, WEEKDAYS } from '#contract';
import { isTimeZone, timeZoneName } from '#slo';
import { z } from 'zod';
import {
  displayName,
  labels,
  slug,
  territory,
  text,
} from '../../catalog/documents/resource-schemas.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const [FIRST_YEAR, LAST_YEAR] = [1970, 2199];

const timeOfDay = z
  .string()
  .regex(TIME, 'must be a time of day such as 09:00')
  .meta({ description: 'Time of day on the wall, in the time zone of the schedule' });

/** An address, as accounts have it. */
export const email = z.email().max(320).toLowerCase();

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
  .overwrite((zone) => (isTimeZone(zone) ? timeZoneName(zone) : zone));

const YEARS = `must lie in the years ${FIRST_YEAR} to ${LAST_YEAR}`;
const isOfThoseYears = (text: string): boolean => {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
};

const anchor = z.iso.date().refine(isOfThoseYears, YEARS).meta({
  description:
    'Date on which a turn of the first member begins: its day of the week or of the month is that of every turn. Turns are counted from it in both directions; when a layer begins is said by `effectiveFrom`',
});

const effectiveFrom = z.iso
  .datetime({
    local: true,
    precision: -1,
    error: 'must be a date and time such as 2026-12-14T09:00',
  })
  .refine(
    (text) => !text.endsWith('Z'),
    'must be a date and time such as 2026-12-14T09:00, without a zone',
  )
  .refine(isOfThoseYears, YEARS)
  .nullable()
  .meta({
    description:
      'Date and time on the wall, in the time zone of the schedule, from which the layer counts: before it nobody is on call by it. null = it always did',
  });

const restriction = z.strictObject({
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .max(WEEKDAYS.length)
    .meta({ description: 'Days on which the hours begin' }),
  from: timeOfDay,
  to: timeOfDay.meta({ description: 'Not later than `from`: on the day after' }),
});

const rotationShape = {
  turn: z.enum(ROTATION_TURNS),
  every: z
    .int()
    .min(1)
    .max(SCHEDULE_LIMITS.every)
    .meta({ description: 'Length of a turn in hours, days, weeks or months' }),
  handoff: timeOfDay,
  anchor,
};
const layerShape = {
  name: displayName,
  restrictions: z
    .array(restriction)
    .max(SCHEDULE_LIMITS.restrictions)
    .meta({ description: 'Hours in which the layer counts; none = at all times' }),
  turns: z.enum(TURN_COUNTS).meta({
    description:
      'Which turns use up a person: each one of the calendar, or only those that have restricted hours',
  }),
  effectiveFrom,
};

/** A layer as it is shown, with whatever its members are shown as. */
export const layerSchema = <M extends z.ZodType>(member: M) =>
  z.object({
    ...layerShape,
    rotation: z.object({ ...rotationShape, members: z.array(member) }),
  });

/** A layer as it is written: in bodies and in documents alike. */
const layer = z.strictObject({
  name: layerShape.name,
  rotation: z.strictObject({
    ...rotationShape,
    every: rotationShape.every.default(1),
    members: z
      .array(email)
      .min(1)
      .max(SCHEDULE_LIMITS.members)
      .meta({ description: 'Addresses of those whose turns follow each other' }),
  }),
  restrictions: layerShape.restrictions.default([]),
  turns: layerShape.turns.default('calendar'),
  effectiveFrom: effectiveFrom.default(null),
});
export const layers = z
  .array(layer)
  .min(1)
  .max(SCHEDULE_LIMITS.layers)
  .meta({ description: 'First to last: at every instant the first one with somebody counts' });

export const scheduleShape = { territory, team: slug.nullable(), timeZone };
export { displayName, labels, slug, territory, text };
