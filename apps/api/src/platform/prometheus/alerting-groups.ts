import { z } from 'zod';

const texts = z.record(z.string(), z.string());
export const alertingGroup = z.object({
  interval: z.number(),
  rules: z.array(
    z.object({
      name: z.string(),
      health: z.string(),
      lastEvaluation: z.string().optional(),
      alerts: z
        .array(
          z.object({
            labels: texts,
            annotations: texts.default({}),
            state: z.string(),
            activeAt: z.string(),
          }),
        )
        .default([]),
    }),
  ),
});
/** `interval` in seconds; `lastEvaluation` in the year 1 where there was none. */
export type AlertingGroup = z.infer<typeof alertingGroup>;

/** Of what the server tells of how it runs: when it began. */
export const runtime = z.object({ data: z.object({ startTime: z.string() }) });
