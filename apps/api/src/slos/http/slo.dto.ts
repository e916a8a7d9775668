import {
  BUDGET_STATES,
  BURN_STATES,
  FORECAST_VERDICTS,
  SEVERITIES,
  SLO_SORTS,
  SUBJECT_KINDS,
} from '#contract';
import { z } from 'zod';
import { BIRTH_MODES, CALENDAR_PERIODS } from '#slo';
import { actorSchema } from '../../platform/http/common-schemas.js';
import { seriesWarningsSchema } from './series.dto.js';

const text = z.string().min(1).max(200);
const budgetState = z.enum(BUDGET_STATES);
const burnState = z.enum(BURN_STATES);
const severity = z.enum(SEVERITIES);

export const sloQuery = z.strictObject({
  q: text.optional(),
  team: text.optional(),
  subject: text.optional(),
  territory: text.optional(),
  budget: budgetState.optional(),
  burn: burnState.optional(),
  label: text.optional(),
  sort: z.enum(SLO_SORTS).default('urgency'),
  cursor: text.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});
export type SloQuery = z.output<typeof sloQuery>;

export const windowSchema = z
  .union([
    z.object({ kind: z.literal('rolling'), duration: z.string() }),
    z.object({
      kind: z.literal('calendar'),
      period: z.enum(CALENDAR_PERIODS),
      timeZone: z.string(),
    }),
  ])
  .meta({ id: 'SloWindow' });

const alertSchema = z
  .object({
    name: z.string(),
    severity,
    state: z.enum(['pending', 'firing']),
    since: z.iso.datetime(),
  })
  .meta({ id: 'SloAlert' });

export const readingSchema = z
  .object({
    asOf: z.iso.datetime().meta({ description: 'End of the newest closed ledger minute' }),
    good: z.number(),
    bad: z.number(),
    total: z.number(),
    sli: z.number().nullable().meta({ description: 'good / total, 0..1' }),
    budget: z.object({
      state: budgetState,
      allowedBad: z.number(),
      spentShare: z.number().nullable(),
      leftShare: z.number().nullable(),
      leftEvents: z.number().nullable(),
    }),
    burn: z.object({
      state: burnState,
      rate1h: z.number().nullable(),
      rate6h: z.number().nullable(),
      forecast: z
        .object({
          window: z.string(),
          rate: z.number().nullable(),
          verdict: z.enum(FORECAST_VERDICTS).optional().meta({
            description:
              'Whether the end is foretold: only `runs-out` has a date. Left out of readings of an earlier version.',
          }),
        })
        .meta({
          description:
            'By what `exhaustsAt` is foretold: the longest window throughout which it went as it goes now',
        }),
      severity: severity.nullable(),
      firingSince: z.iso.datetime().nullable().optional().meta({
        description:
          'Since when alerts about the burn fire without a pause; null when none does. Left out of readings of an earlier version.',
      }),
    }),
    coverage: z.number().meta({ description: "Measured share of the window's elapsed time, 0..1" }),
    sampleShare: z
      .number()
      .meta({ description: 'Share of the measured time that is back-filled sample history, 0..1' }),
    exhaustsAt: z.iso.datetime().nullable().meta({
      description: 'When nothing of the budget will be left; null = not foretold, or gone already',
    }),
    definition: z
      .object({
        since: z.iso.datetime().nullable().meta({
          description:
            'From when on the present definition of the indicator counts; null = its rules are not loaded yet',
        }),
        earlierTimeShare: z.number().meta({
          description: 'Share of the measured time that an earlier definition counted, 0..1',
        }),
        earlierEventShare: z.number().nullable().meta({
          description:
            'Share of the events that an earlier definition counted; null without events',
        }),
      })
      .nullable()
      .optional()
      .meta({
        description:
          'What of the window was counted before the indicator was changed: its counts stay as they are. null = nothing, or no more. Left out of readings of an earlier version.',
      }),
    regimes: z.array(z.object({ name: z.string(), share: z.number() })),
    regime: z.string().nullable(),
    alerts: z.array(alertSchema),
  })
  .meta({ id: 'Reading' });

const rowShape = {
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  subject: z.object({
    slug: z.string(),
    name: z.string(),
    kind: z.enum(SUBJECT_KINDS),
  }),
  team: z.object({ slug: z.string(), name: z.string() }).nullable(),
  territory: z.string(),
  labels: z.record(z.string(), z.string()),
  sample: z.boolean(),
  objective: z.object({
    kind: z.enum(['ratio', 'latency']),
    target: z.string().meta({ description: 'Percent as an exact decimal' }),
    window: windowSchema,
    thresholds: z.array(z.object({ regime: z.string(), seconds: z.number() })),
  }),
  reading: readingSchema.nullable(),
  spark: z
    .array(z.number().nullable())
    .meta({ description: 'Budget left, 28 daily points, oldest first; null is a gap' }),
  rules: z.object({
    state: z.enum(['published', 'pending', 'failed']),
    message: z.string().nullable(),
  }),
  version: z.int(),
  updatedAt: z.iso.datetime(),
};
const sloRowSchema = z.object(rowShape).meta({ id: 'SloRow' });

export const sloListSchema = z
  .object({
    items: z.array(sloRowSchema),
    nextCursor: z.string().nullable(),
    asOf: z.iso.datetime().nullable(),
    counts: z.object({
      total: z.int(),
      budget: z.record(budgetState, z.int()),
      burn: z.record(burnState, z.int()),
    }),
  })
  .meta({ id: 'SloList' });

export const sloDocumentSchema = z
  .object({
    apiVersion: z.literal('leitstand/v1'),
    kind: z.literal('SLO'),
    metadata: z.object({
      name: z.string(),
      displayName: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
    spec: z.object({
      subject: z.string(),
      team: z.string().optional(),
      owner: z.string().optional(),
      description: z.string().optional(),
      runbook: z.string().optional(),
      target: z.string(),
      window: z.union([
        z.object({ rolling: z.string() }),
        z.object({
          calendar: z.enum(CALENDAR_PERIODS),
          timeZone: z.string(),
        }),
      ]),
      indicator: z.union([
        z.object({
          ratio: z.union([
            z.object({ total: z.string(), bad: z.string() }),
            z.object({ total: z.string(), good: z.string() }),
          ]),
        }),
        z.object({
          latency: z.object({
            histogram: z.string(),
            regimes: z.array(
              z.object({
                name: z.string(),
                threshold: z.string(),
                when: z
                  .object({
                    expression: z.string().meta({
                      description:
                        'PromQL of at most 4096 characters. Every selector has a metric name, none of leitstand:*, leitstand_*, ALERTS and ALERTS_FOR_STATE; at most 20 selectors, ranges of 7d, 35d back with offsets, 3000 evaluations by subqueries, 14d of samples read',
                    }),
                    above: z.number(),
                    release: z.number(),
                  })
                  .optional(),
              }),
            ),
          }),
        }),
      ]),
      alerting: z
        .object({ minBadEvents: z.int().optional(), disabled: z.boolean().optional() })
        .optional(),
      birth: z.enum(BIRTH_MODES).optional(),
    }),
  })
  .meta({ id: 'SloDocument' });

const detailShape = {
  ...rowShape,
  document: sloDocumentSchema,
  yaml: z.string(),
  runbookUrl: z.string().nullable(),
  owner: z.string().nullable(),
  cost: z
    .object({
      samples: z.int(),
      peakSamples: z.int(),
      seconds: z.number().nullable().meta({
        description: 'Seconds that a processor of Prometheus took; null = it told no times',
      }),
      complete: z.boolean().meta({ description: 'False: at least this many' }),
      measuredAt: z.iso.datetime(),
    })
    .nullable()
    .meta({
      description:
        'What Prometheus read for one evaluation of the rules when it was last measured; null = not yet',
    }),
};
export const sloDetailSchema = z.object(detailShape).meta({ id: 'SloDetail' });

export const sloSavedSchema = z
  .object({ ...detailShape, warnings: seriesWarningsSchema })
  .meta({ id: 'SloSaved' });

export const sloHistorySchema = z
  .object({
    items: z.array(
      z.object({
        version: z.int(),
        at: z.iso.datetime(),
        actor: actorSchema,
        indicatorRevision: z.int().meta({ description: 'Grows when what is measured changes' }),
        document: sloDocumentSchema.nullable(),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'SloHistory' });
