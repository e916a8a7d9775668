import { z } from 'zod';
import { BURN_STATES, SEVERITIES } from '#contract';
import { timeQuery } from '../../platform/http/time-query.js';

export const budgetQuery = z.strictObject({ at: timeQuery.optional() });
export type BudgetQuery = z.output<typeof budgetQuery>;

export const burnDownQuery = z.strictObject({
  from: timeQuery.optional(),
  to: timeQuery.optional(),
});
export type BurnDownQuery = z.output<typeof burnDownQuery>;

export const rulesQuery = z.strictObject({
  format: z.enum(['prometheus', 'prometheusrule']).default('prometheus'),
});
export type RulesQuery = z.output<typeof rulesQuery>;

export const burnDownSchema = z
  .object({
    asOf: z.iso.datetime(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    stepSeconds: z.number(),
    kind: z.enum(['rolling', 'calendar']),
    points: z.array(
      z.object({
        at: z.iso.datetime(),
        left: z.number().nullable().meta({
          description: 'Share of the budget left at this instant; null = nobody measured this step',
        }),
        good: z.number(),
        bad: z.number(),
        covered: z.number().meta({ description: 'Measured share of the step, 0..1' }),
        sample: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'BurnDown' });

export const gapsSchema = z
  .object({
    asOf: z.iso.datetime(),
    uncountedSeconds: z.number().meta({
      description:
        'Seconds of the present window in gaps of more than 15 minutes, of whose events nothing is counted; as far back as minutes are kept (40 days)',
    }),
    total: z.int().meta({ description: 'How many such gaps there are' }),
    gaps: z
      .array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() }))
      .meta({ description: 'The newest first, at most 100' }),
  })
  .meta({ id: 'SloGaps' });

export const spentQuery = z.strictObject({ from: timeQuery, to: timeQuery.optional() });
export type SpentQuery = z.output<typeof spentQuery>;

export const spentSchema = z
  .object({
    asOf: z.iso.datetime(),
    from: z.iso.datetime().meta({
      description:
        'What was counted: whole closed minutes that hold what was asked for, whole hours where minutes are kept no more (40 days)',
    }),
    to: z.iso.datetime(),
    good: z.number(),
    bad: z.number(),
    coverage: z.number().meta({ description: 'Measured share of the stretch, 0..1' }),
    share: z.number().nullable().meta({
      description:
        'Of the whole budget of the window that ends with the stretch; more than 1 when that is overspent; null = nothing happened in that window, or no minute of the stretch is closed yet',
    }),
  })
  .meta({ id: 'SloSpent' });

const rate = z.object({ window: z.string(), rate: z.number().nullable() });

export const burnRatesSchema = z
  .object({
    asOf: z.iso.datetime().nullable().meta({ description: 'null = no minute is measured yet' }),
    pairs: z.array(
      z.object({
        name: z.string(),
        severity: z.enum(SEVERITIES),
        factor: z.number(),
        budgetShare: z.number(),
        short: rate,
        long: rate,
        state: z.enum(BURN_STATES),
        exhaustsInSeconds: z.number().nullable(),
        expression: z.string(),
        firing: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'BurnRates' });
