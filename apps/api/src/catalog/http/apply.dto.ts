import { z } from 'zod';

export const applyQuery = z.strictObject({ dryRun: z.stringbool().default(false) });
export type ApplyQuery = z.output<typeof applyQuery>;

const fault = z.object({ path: z.string(), code: z.string(), message: z.string() });

export const applyReportSchema = z
  .object({
    dryRun: z.boolean(),
    documents: z.array(
      z.object({
        index: z.int(),
        kind: z.string(),
        name: z.string(),
        outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
        errors: z.array(fault),
        warnings: z.array(fault).meta({
          description:
            'Applied all the same: of an SLO, selectors that match no series in Prometheus',
        }),
      }),
    ),
  })
  .meta({ id: 'ApplyReport' });
