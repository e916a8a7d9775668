import { z } from 'zod';
import { MISREAD_CODES, MISSING_KINDS } from '../domain/missing-series.js';

const seriesWarning = z
  .object({
    path: z.string().meta({ description: 'Dotted path of the field in the document' }),
    code: z
      .enum([...MISSING_KINDS.map((kind) => `no-series-${kind}` as const), ...MISREAD_CODES])
      .meta({
        description:
          'What there is none of: the metric, its label, that value of it, series with all matchers at once, buckets of a metric that is no histogram, one that ends at the threshold, a value that reads as a pattern and is compared as it stands, a number in this spelling, the bucket of all events. Or what there is instead of what is meant: several buckets at once, a total that ends at a boundary, a gauge, a sum, a part that had more events than the total in the last hour',
      }),
    message: z.string(),
    selector: z.string().meta({ description: 'As Prometheus was asked for it' }),
    metric: z.string().meta({
      description:
        'As the document names it, with the label matchers of its territory where it has any: nothing else is looked at',
    }),
    label: z.string().nullable(),
    matcher: z
      .string()
      .nullable()
      .meta({ description: 'The matcher at fault, as written; of a bucket the threshold' }),
    suggestion: z.string().nullable().meta({
      description:
        'A metric, label, value or threshold that exists and may have been meant; of a pattern the matcher',
    }),
    lastSeenAt: z.iso.datetime().nullable().meta({
      description: 'When there last was one; null = in the last 15 days not, or not known',
    }),
  })
  .meta({ id: 'SeriesWarning' });

export const seriesWarningsSchema = z.array(seriesWarning).meta({
  description:
    'Selectors that match no series in Prometheus or keep none out, errors of a service that had none yet left out, or match what is not what it is taken for; of those only what the document itself shows when Prometheus cannot be asked',
});

export const seriesCheckSchema = z
  .object({
    checkedAt: z.iso.datetime().nullable().meta({
      description:
        'null = Prometheus could not be asked, or may not: a selector lacks a label matcher of its territory',
    }),
    warnings: seriesWarningsSchema,
  })
  .meta({ id: 'SeriesCheck' });
