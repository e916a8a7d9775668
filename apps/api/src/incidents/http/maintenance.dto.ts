import { z } from 'zod';
import { actorSchema, pageSchema } from '../../platform/http/common-schemas.js';
import { maintenanceShape } from '../documents/maintenance-schemas.js';
import type { Hold } from '../domain/maintenance.js';
import type { ShownWindow } from '../use-cases/maintenance-windows.js';

const { labels, subjects, matchers, rrule } = maintenanceShape;

export const windowBody = z
  .strictObject({
    ...maintenanceShape,
    labels: labels.default({}),
    subjects: subjects.default([]),
    matchers: matchers.default([]),
    rrule: rrule.default(null),
  })
  .meta({ id: 'MaintenanceWindowInput' });
export type WindowBody = z.output<typeof windowBody>;

const time = z.iso.datetime();
const spanSchema = z.object({ from: time, to: time }).meta({ id: 'MaintenanceTime' });

export const windowSchema = z
  .object({
    slug: z.string(),
    ...maintenanceShape,
    author: actorSchema,
    version: z.int(),
    createdAt: time,
    updatedAt: time,
    activeUntil: time.nullable().meta({
      description: 'Until when it holds; null = it does not hold now',
    }),
    next: z.array(spanSchema).meta({
      description: 'Its next times, the present one first; begin included, end excluded',
    }),
    held: z.int().meta({ description: 'Incidents about which nobody is paged now because of it' }),
    heldLately: z.int().meta({
      description: 'Incidents about which nobody was paged for a time because of it, in 30 days',
    }),
  })
  .meta({ id: 'MaintenanceWindow' });
export const windowPage = pageSchema(windowSchema, 'MaintenanceWindowPage');

export const previewSchema = z
  .object({
    next: z.array(spanSchema),
    broad: z.boolean().meta({ description: 'Whether it is about more than one subject' }),
    hidden: z
      .object({ alerts: z.int(), pages: z.int() })
      .meta({ description: 'Alerts of the last 30 days, at whatever hour, that it is about' }),
  })
  .meta({ id: 'MaintenancePreview' });

export const holdSchema = z
  .object({ window: z.string(), name: z.string(), since: time, until: time })
  .meta({ id: 'MaintenanceHold' });

/** What the API shows of what keeps people from being paged. */
export function holdJson({ slug: window, name, since, until }: Hold) {
  return { window, name, since, until };
}

/** What the API shows of a window. */
export function windowJson({ window: { id: _id, ...content }, ...shown }: ShownWindow) {
  return { ...content, ...shown };
}
