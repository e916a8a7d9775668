import { MAINTENANCE_LIMITS, MATCHER_OPERATORS } from '#contract';
import { z } from 'zod';
import { labels } from '../../catalog/documents/resource-schemas.js';
import { timeZone } from '../../oncall/documents/schedule-schemas.js';
import { ruleFault } from '../domain/maintenance-times.js';
import { FIELDS } from './fields.js';

const { displayName, slug, territory, text } = FIELDS;
const { shortestMinutes, longestMinutes, subjects, matchers } = MAINTENANCE_LIMITS;
const STARTS = /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/;

const matcher = z
  .strictObject({
    label: z.string().regex(/^[a-zA-Z_]\w{0,99}$/, 'must be the name of a label'),
    operator: z.enum(MATCHER_OPERATORS),
    value: z.string().max(1000),
  })
  .meta({ id: 'MaintenanceMatcher' });

const starts = z
  .string()
  .refine(
    (at) => STARTS.test(at) && !Number.isNaN(Date.parse(`${at}:00Z`)),
    'must be a date and time such as 2026-12-14T22:00, without a zone',
  )
  .meta({ description: 'Date and time on the wall, in the time zone, at which the first begins' });

const rrule = z
  .string()
  .max(500)
  .superRefine((rule, context) => {
    const fault = ruleFault(rule);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  })
  .nullable()
  .meta({
    description:
      'RFC 5545, counted on the wall, for example FREQ=WEEKLY;BYDAY=SU; daily, weekly, monthly or yearly. null = once',
  });

/** What files and bodies say of a maintenance window. */
export const maintenanceShape = {
  name: displayName,
  territory,
  labels,
  reason: text(2000).min(1),
  subjects: z
    .array(slug)
    .max(subjects)
    .refine((all) => new Set(all).size === all.length, 'must name each subject once'),
  matchers: z.array(matcher).max(matchers),
  timeZone,
  starts,
  durationMinutes: z.int().min(shortestMinutes).max(longestMinutes),
  rrule,
};
