export type PromqlType = 'scalar' | 'vector' | 'matrix' | 'string';

/** The types of a function's arguments; the last `optional` of them may be left out, the last may be repeated where `repeats`. */
export interface Signature {
  readonly takes: readonly PromqlType[];
  readonly optional: number;
  readonly repeats: boolean;
  readonly gives: PromqlType;
}

function signature(
  takes: readonly PromqlType[],
  more: Partial<Omit<Signature, 'takes'>> = {},
): Signature {
  return { takes, optional: 0, repeats: false, gives: 'vector', ...more };
}

function named(names: string, one: Signature): [string, Signature][] {
  return names.split(' ').map((name) => [name, one]);
}

/** The functions that Prometheus 2.42 and 3 have in common, with their signatures in both. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...named(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count ' +
      'histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    signature(['vector']),
  ),
  ...named(
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate ' +
      'last_over_time max_over_time min_over_time present_over_time rate resets ' +
      'stddev_over_time stdvar_over_time sum_over_time',
    signature(['matrix']),
  ),
  ...named(
    'day_of_month day_of_week day_of_year days_in_month hour minute month year',
    signature(['vector'], { optional: 1 }),
  ),
  ...named('clamp', signature(['vector', 'scalar', 'scalar'])),
  ...named('clamp_max clamp_min', signature(['vector', 'scalar'])),
  ...named('histogram_fraction', signature(['scalar', 'scalar', 'vector'])),
  ...named('histogram_quantile', signature(['scalar', 'vector'])),
  ...named('label_join', signature(['vector', 'string', 'string', 'string'], { repeats: true })),
  ...named('label_replace', signature(['vector', 'string', 'string', 'string', 'string'])),
  ...named('pi time', signature([], { gives: 'scalar' })),
  ...named('predict_linear', signature(['matrix', 'scalar'])),
  ...named('quantile_over_time', signature(['scalar', 'matrix'])),
  ...named('round', signature(['vector', 'scalar'], { optional: 1 })),
  ...named('scalar', signature(['vector'], { gives: 'scalar' })),
  ...named('vector', signature(['scalar'])),
]);

/** What came after Prometheus 2.42, functions and aggregations alike. */
export const LATER = new Set(
  (
    'double_exponential_smoothing first_over_time histogram_avg histogram_quantiles ' +
    'histogram_stddev histogram_stdvar info limit_ratio limitk mad_over_time max_of min_of range ' +
    'sort_by_label sort_by_label_desc start_timestamp step ts_of_first_over_time ' +
    'ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time'
  ).split(' '),
);
/** What Prometheus 3 has no more. */
export const GONE = new Set(['holt_winters']);

const ARGUMENT_OF_AGGREGATION: Readonly<Record<string, PromqlType>> = {
  bottomk: 'scalar',
  count_values: 'string',
  quantile: 'scalar',
  topk: 'scalar',
};

/** The type of what an aggregation takes before its vector; undefined where it takes the vector only. */
export function aggregationParameter(name: string): PromqlType | undefined {
  return Object.hasOwn(ARGUMENT_OF_AGGREGATION, name) ? ARGUMENT_OF_AGGREGATION[name] : undefined;
}

/** The name of a type in Prometheus' messages. */
export function typeName(type: PromqlType): string {
  if (type === 'vector') return 'instant vector';
  return type === 'matrix' ? 'range vector' : type;
}
