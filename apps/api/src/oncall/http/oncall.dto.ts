import { z } from 'zod';
import { pageSchema, pageShape, personSchema } from '../../platform/http/common-schemas.js';
import { timeQuery } from '../../platform/http/time-query.js';
import {
  displayName,
  email,
  labels,
  layers,
  layerSchema,
  scheduleShape,
  territory,
  text,
} from '../documents/schedule-schemas.js';

export const listQuery = z.strictObject({
  territory: territory.optional(),
  q: text(200).optional(),
  ...pageShape(),
});
export type ListQuery = z.output<typeof listQuery>;

export const onCallQuery = listQuery.extend({ at: timeQuery.optional() });
export type OnCallQuery = z.output<typeof onCallQuery>;

export const shiftsQuery = z.strictObject({ from: timeQuery, to: timeQuery });
export type ShiftsQuery = z.output<typeof shiftsQuery>;

export const scheduleBody = z
  .strictObject({
    name: displayName,
    territory,
    team: scheduleShape.team.optional(),
    timeZone: scheduleShape.timeZone,
    layers,
    labels: labels.optional(),
  })
  .meta({ id: 'ScheduleInput' });
export type ScheduleBody = z.output<typeof scheduleBody>;

export const scheduleSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    ...scheduleShape,
    layers: z.array(layerSchema(personSchema)),
    labels,
    sample: z.boolean(),
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Schedule' });
export const schedulePage = pageSchema(scheduleSchema, 'SchedulePage');

const why = {
  layer: z.string().nullable().meta({ description: 'Name of the layer; null = an override' }),
  override: z.string().nullable().meta({ description: 'Id of the override; null = a layer' }),
};
const span = { start: z.iso.datetime(), end: z.iso.datetime() };

export const shiftsSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    timeZone: z.string(),
    shifts: z
      .array(z.object({ user: personSchema, ...span, ...why }).meta({ id: 'Shift' }))
      .meta({ description: 'In order, half-open, cut at from and to' }),
    gaps: z.array(z.object(span)).meta({ description: 'Times at which nobody is on call' }),
  })
  .meta({ id: 'Shifts' });

export const overrideBody = z
  .strictObject({
    user: email.optional().meta({ description: 'Address of who stands in; oneself by default' }),
    start: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'Now by default, by the clock of the server; in the past: now' }),
    end: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'OverrideInput' });
export type OverrideBody = z.output<typeof overrideBody>;

export const overrideSchema = z
  .object({
    id: z.string(),
    user: personSchema,
    ...span,
    createdAt: z.iso.datetime(),
    createdBy: personSchema.nullable().meta({ description: 'null = a token that is nobody’s' }),
  })
  .meta({ id: 'Override' });
export const overridesSchema = z
  .object({ items: z.array(overrideSchema) })
  .meta({ id: 'Overrides', description: 'Where two overlap, the one that was made last counts' });

const onCallSchema = z
  .object({
    schedule: z.string(),
    name: z.string(),
    territory: z.string(),
    team: z.string().nullable(),
    timeZone: z.string(),
    user: personSchema.nullable().meta({ description: 'null = nobody is on call' }),
    until: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When that changes; null = not within 31 days' }),
    next: personSchema.nullable().meta({ description: 'Who is on call then; null = nobody' }),
    ...why,
  })
  .meta({ id: 'OnCall' });
export const onCallPage = z
  .object({
    at: z.iso.datetime(),
    items: z.array(onCallSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'OnCallPage' });
