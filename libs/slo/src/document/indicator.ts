import * as z from 'zod/mini';
import { parseOwnSelector, parseSelector } from '../promql/selector.js';
import { across, exactlyOne, fields, rule, text } from './fields.js';
import { regimes } from './regimes.js';

const RESERVED_SUFFIX = /_(?:bucket|count|sum)$/;

const selector = text().check(
  rule((value) => {
    const read = parseOwnSelector(value);
    return read.ok ? undefined : `${read.error.code}: ${read.error.message}`;
  }),
  z.trim(),
);

const histogram = selector.check(
  across((value, tell) => {
    const read = parseSelector(value);
    if (!read.ok) return;
    if (RESERVED_SUFFIX.test(read.value.metric))
      tell("histogram-base-name: Give the histogram's base name, without _bucket, _count or _sum.");
    if (read.value.matchers.some(({ label }) => label === 'le'))
      tell(
        'histogram-le: Leave the label le out; the thresholds of the regimes choose the buckets.',
      );
  }),
);

/** What counts and which of it is bad: plain vector selectors of counters. */
export type RatioIndicator = { total: string; bad: string } | { total: string; good: string };

const ratio = fields({
  total: selector,
  bad: z.optional(selector),
  good: z.optional(selector),
}).check(
  exactlyOne(['bad', 'good'], 'bad-or-good: Give exactly one of bad and good beside total.'),
) as z.ZodMiniType<RatioIndicator>;

const latency = fields({
  /** Selector of the histogram's base name: http_server_request_duration{job="shop"} */
  histogram,
  regimes,
});
export type LatencyIndicator = z.infer<typeof latency>;

export type IndicatorDocument = { ratio: RatioIndicator } | { latency: LatencyIndicator };

/** `spec.indicator`: exactly one of ratio and latency. */
export const indicator = fields({
  ratio: z.optional(ratio),
  latency: z.optional(latency),
}).check(
  exactlyOne(['ratio', 'latency'], 'one-indicator: Give exactly one of ratio and latency.'),
) as z.ZodMiniType<IndicatorDocument>;
