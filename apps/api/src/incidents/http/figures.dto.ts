import { z } from 'zod';
import { timeQuery } from '../../platform/http/time-query.js';
import { FIELDS } from '../documents/fields.js';

export const figuresQuery = z.strictObject({
  from: timeQuery.optional().meta({ description: '30 days before to by default' }),
  to: timeQuery.optional().meta({ description: 'Exclusive; now by default' }),
  territory: FIELDS.territory.optional(),
});
export type FiguresQuery = z.output<typeof figuresQuery>;

const spreadSchema = z
  .object({ count: z.int(), mean: z.number(), median: z.number(), p90: z.number() })
  .meta({ id: 'Spread' });
const spread = (description: string) => spreadSchema.nullable().meta({ description });

const figures = {
  incidents: z.int(),
  open: z.int(),
  reopened: z.int(),
  snoozed: z.int(),
  merged: z.int().meta({ description: 'how many turned out to be one of these' }),
  unpaged: z.int().meta({ description: 'nobody was paged: in no time to detect' }),
  unacknowledged: z.int().meta({ description: 'no person took it: in no time to acknowledge' }),
  detect: spread('MTTD in seconds: earliest start to the first attempt to page anybody'),
  acknowledge: spread('MTTA in seconds: earliest start to the first acknowledgement by a person'),
  resolve: spread('MTTR in seconds: earliest start to the last resolution'),
  recovered: z.int(),
  recoveredShare: z.number().nullable().meta({
    description:
      'Automatic recovery, 0 to 1: resolved by its alerts before any person took it, of those that are over',
  }),
};
const group = z
  .object({ slug: z.string().nullable(), name: z.string().nullable(), ...figures })
  .meta({ id: 'GroupFigures' });

export const figuresSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    total: z.object(figures).meta({ id: 'Figures' }),
    subjects: z.array(group),
    teams: z.array(group),
    leftOut: z.object({ sample: z.int(), recorded: z.int() }).meta({
      description: 'of the sample; over before anybody heard of them',
    }),
  })
  .meta({ id: 'IncidentFigures' });
