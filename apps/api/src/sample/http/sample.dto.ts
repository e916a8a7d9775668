import { z } from 'zod';
import { pageSchema } from '../../platform/http/common-schemas.js';

const share = z.number().min(0).max(1);
const load = z.enum(['normal', 'peak']);

export const switchesBody = z.strictObject({
  load: load.optional(),
  errors: share.optional().meta({ description: 'Share of requests answered with status 500' }),
  slowness: share
    .optional()
    .meta({ description: 'Share of requests that take longer than 0.45 s' }),
});
export type SwitchesBody = z.output<typeof switchesBody>;

export const sampleSwitchesSchema = z
  .object({
    load,
    errors: share,
    slowness: share,
    totals: z
      .object({ requests: z.int(), errors: z.int(), slow: z.int() })
      .meta({ description: 'What the shop counted itself since it started' }),
  })
  .meta({ id: 'SampleSwitches' });

const sampleMailSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'SampleMail' });
export const sampleMailsSchema = pageSchema(sampleMailSchema, 'SampleMails');
export type SampleMailsJson = z.output<typeof sampleMailsSchema>;
