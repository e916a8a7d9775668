import type { SeriesRead } from '#slo';

type Matcher = SeriesRead['matchers'][number];

/** What is missing: the metric, the label on all of its series, the value on all of them, or series with all of the matchers at once. */
export const MISSING_KINDS = ['metric', 'label', 'value', 'combination'] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

/** What of a selector that matches nothing is not there. */
export interface Missing {
  readonly kind: MissingKind;
  /** of a `label` and a `value` */
  readonly matcher: Matcher | null;
  /** what there is and may have been meant: another metric, label or value */
  readonly suggestion: string | null;
}

/** A document of an SLO, checked or not, with what its territory may read. */
export interface AskedDocument {
  readonly document: unknown;
  /** label matchers that every question about its series carries; '' = none */
  readonly matchers: string;
}

/** A selector of an objective that matches no series in Prometheus. */
export interface SeriesWarning {
  /** dotted path of the field */
  readonly path: string;
  readonly code: `no-series-${MissingKind}`;
  /** for people, in English */
  readonly message: string;
  /** as it was asked for */
  readonly selector: string;
  /** as the document names it: of a histogram its base name; with the matchers of the territory where it has any */
  readonly metric: string;
  readonly label: string | null;
  /** the one at fault: `job="chekout"` */
  readonly matcher: string | null;
  readonly suggestion: string | null;
  /** when there last was one; null = not within the time that was looked at, or not known */
  readonly lastSeenAt: Date | null;
}

const BUCKET = /_bucket$/;

/**
 * Whether it is worth telling that a selector of an objective matches nothing. Errors come into being with the first of them:
 * `code=~"5.."` that matches nothing is good news, as long as it could ever match: not with a label that no series of the total has, nor
 * with a value that the total is looked for with in vain, or that is a slip of the pen for the total's own.
 * @param total what the objective counts; undefined where it has none
 */
export function isWorthTelling(
  series: SeriesRead,
  total: SeriesRead | undefined,
  { kind, matcher, suggestion }: Missing,
): boolean {
  if (series.role !== 'bad') return true;
  if (total?.metric !== series.metric) return false;
  if (kind === 'label') return true;
  return (
    kind === 'value' &&
    total.matchers.some(
      ({ label, op, value }) =>
        label === matcher?.label &&
        op === matcher.op &&
        (value === matcher.value || value === suggestion),
    )
  );
}

/**
 * What is said of a selector that matches nothing.
 * @param required matchers within which it was looked for, so that no more is said than was seen
 */
export function seriesWarning(
  series: SeriesRead,
  { kind, matcher, suggestion }: Missing,
  lastSeenAt: Date | null,
  required = '',
): SeriesWarning {
  const isHistogram = series.role === 'histogram' || series.role === 'bucket';
  const base = (name: string) => (isHistogram ? name.replace(BUCKET, '') : name);
  const metric = base(series.metric) + (required === '' ? '' : `{${required}}`);
  const meant = suggestion === null ? null : kind === 'metric' ? base(suggestion) : suggestion;
  const why = {
    metric: `there is no metric ${metric}`,
    label: `${metric} exists, but has no label ${matcher?.label ?? ''}`,
    value: `${metric} exists, but not with ${matcher ? text(matcher) : ''}`,
    combination: `${metric} exists, and each matcher matches some of its series, but none matches all`,
  }[kind];
  const hint = meant === null ? '' : ` Did you mean ${kind === 'value' ? `"${meant}"` : meant}?`;
  return {
    path: series.path,
    code: `no-series-${kind}`,
    message: `${series.selector} matches no series in Prometheus: ${why}.${hint}`,
    selector: series.selector,
    metric,
    label: matcher?.label ?? null,
    matcher: matcher ? text(matcher) : null,
    suggestion: meant,
    lastSeenAt,
  };
}

function text({ label, op, literal }: Matcher): string {
  return `${label}${op}${literal}`;
}
