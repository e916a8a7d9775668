import { z } from 'zod';

export const applyQuery = z.strictObject({ dryRun: z.stringbool().default(false) });
export type ApplyQuery = z.output<typeof applyQuery>;

export const applyReportSchema = z
  .object({
    dryRun: z.boolean(),
    documents: z.array(
      z.object({
        index: z.int(),
        kind: z.string(),
        name: z.string(),
        outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
        errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'ApplyReport' });
