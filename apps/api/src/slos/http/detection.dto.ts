import { z } from 'zod';
import { ALERT_TIERS } from '#slo';

const detection = z
  .object({
    errorRatio: z.number().meta({ description: 'Constant share of bad events, 0..1' }),
    burnRate: z.number(),
    seconds: z
      .number()
      .nullable()
      .meta({ description: 'From the start of the fault to the first page; null = never paged' }),
    tier: z.enum(ALERT_TIERS.map(({ key }) => key)).nullable(),
    alert: z.string().nullable(),
    budgetShare: z.number().nullable().meta({ description: 'Share of the budget burnt by then' }),
  })
  .meta({ id: 'Detection' });

export const detectionEnvelopeSchema = z
  .object({
    targetSeconds: z
      .number()
      .meta({ description: 'Mean time to detection that a page has to keep' }),
    eventsPerSecond: z.number().nullable().meta({
      description: 'Mean traffic of the window; null = nothing measured, taken as plenty',
    }),
    withinTarget: detection
      .nullable()
      .meta({ description: 'The mildest fault that is paged within the target' }),
    paged: detection.nullable().meta({ description: 'The mildest fault that is paged at all' }),
    points: z.array(detection).meta({
      description:
        'By rising error ratio, even steps of a logarithmic axis from burn rate 1 to 100 % errors, and both limits',
    }),
  })
  .meta({ id: 'DetectionEnvelope' });
