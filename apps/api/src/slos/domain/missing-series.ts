import { boundaryOf, meantPattern, printMatchers, type SeriesRead } from '#slo';

type Matcher = SeriesRead['matchers'][number];

/**
 * What is missing: the metric, the label on all of its series, the value on all of them, series with all of the matchers at once, the
 * buckets of a metric that is no histogram, the bucket that ends at a threshold, a value that reads as a pattern and is compared as it
 * stands, a number that is there in another spelling, or the bucket of all events.
 */
export const MISSING_KINDS = [
  'metric',
  'label',
  'value',
  'combination',
  'histogram',
  'bucket',
  'pattern',
  'spelling',
  'infinite',
] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

/**
 * What is wrong with a selector that does match: buckets that hold each other, a total that ends at a boundary, a gauge, a sum, a part
 * that is more than the total.
 */
export const MISREAD_CODES = [
  'several-buckets',
  'bounded-total',
  'not-a-counter',
  'not-a-count',
  'part-over-total',
] as const;
export type MisreadCode = (typeof MISREAD_CODES)[number];

/** What of a selector that matches nothing is not there. */
export interface Missing {
  readonly kind: MissingKind;
  /** of all but a `metric`, a `histogram` and a `combination` */
  readonly matcher: Matcher | null;
  /** what there is and may have been meant: another metric, label, value or threshold; of a `pattern` the matcher */
  readonly suggestion: string | null;
}

/** A document of an SLO, checked or not, with what its territory may read. */
export interface AskedDocument {
  readonly document: unknown;
  /** label matchers that every question about its series carries; '' = none */
  readonly matchers: string;
}

/**
 * A selector of an objective that matches no series in Prometheus, keeps out what it does by a value that no series has, or matches what
 * is not what it is taken for.
 */
export interface SeriesWarning {
  /** dotted path of the field */
  readonly path: string;
  readonly code: `no-series-${MissingKind}` | MisreadCode;
  /** for people, in English */
  readonly message: string;
  /** as it was asked for */
  readonly selector: string;
  /** as the document names it: of a histogram its base name; with the matchers of the territory where it has any */
  readonly metric: string;
  readonly label: string | null;
  /** the one at fault, `job="chekout"`; of a bucket the threshold, `260ms` */
  readonly matcher: string | null;
  readonly suggestion: string | null;
  /** when there last was one; null = not within the time that was looked at, or not known */
  readonly lastSeenAt: Date | null;
}

const BUCKET = /_bucket$/;
const NUMBER = /^\d+(\.\d+)?$/;
/** Letters and digits: no pattern. */
const PLAIN = /^\w+$/;
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const MILLISECONDS = 1000;
/** Digits that survive the way from seconds to milliseconds and back. */
const DIGITS = 12;

/**
 * Whether it is worth telling that a selector of an objective matches nothing. Errors come into being with the first of them:
 * `code=~"5.."` that matches nothing is good news, as long as it could ever match. It never will with a metric whose name is a slip of the
 * pen for that of the total, a label that no series of the total has, a value that the total is looked for with in vain, that is a slip
 * of the pen for the total's own or, no number itself, for a number, that must have been meant as a pattern, or
 * that is there in another spelling.
 * @param total what the objective counts; undefined where it has none
 */
export function isWorthTelling(
  series: SeriesRead,
  total: SeriesRead | undefined,
  missing: Missing,
): boolean {
  if (series.role !== 'bad') return true;
  const { kind, matcher, suggestion } = missing;
  if (kind === 'pattern' || kind === 'spelling') return true;
  if (kind === 'metric')
    // A word more is a name of its own: of `jobs` those that are `jobs_failed`.
    return suggestion === total?.metric && !series.metric.startsWith(`${suggestion}_`);
  if (isSlipForNumber(missing)) return true;
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
 * What is said of a matcher that compares texts and reads as a pattern.
 * @param values of its label that there are: where one of them reads so, too, such texts are what there is
 */
export function asPattern(matcher: Matcher, values: readonly string[]): Missing | null {
  const meant = meantPattern(matcher);
  if (meant === undefined || values.some((value) => meantPattern({ ...matcher, value })))
    return null;
  return { kind: 'pattern', matcher, suggestion: printMatchers([meant]) };
}

/** Labels whose values are numbers. */
const NUMERIC = new Set(['le', 'quantile']);

/**
 * What is said of a matcher on a bucket's boundary, or on a quantile: texts are compared, so `0.50` is not `0.5`, and Prometheus 3 writes
 * whole numbers as `1.0`.
 * @param values of its label that there are
 */
export function asNumber(matcher: Matcher, values: readonly string[]): Missing | null {
  const { label, op, value } = matcher;
  if (!NUMERIC.has(label) || (op !== '=' && op !== '=~')) return null;
  const wanted = boundaryOf(value.split('|')[0] ?? '');
  if (wanted === undefined) return null;
  const suggestion = values.find((one) => boundaryOf(one) === wanted);
  if (suggestion !== undefined) return { kind: 'spelling', matcher, suggestion };
  return wanted === Infinity ? { kind: 'infinite', matcher, suggestion: null } : null;
}

/** The same of errors whose metric may yet come into being with the first of them: their texts will be what they are now. */
export function patternsOf({ matchers }: SeriesRead): Missing[] {
  return matchers.flatMap((matcher) => (matcher.op === '=' ? (asPattern(matcher, []) ?? []) : []));
}

/** `code="50O"` where there is 500; `code="503"` may yet happen, and so may what a pattern stands for. */
function isSlipForNumber({ kind, matcher, suggestion }: Missing): boolean {
  if (kind !== 'value' || matcher === null || suggestion === null) return false;
  return PLAIN.test(matcher.value) && !NUMBER.test(matcher.value) && NUMBER.test(suggestion);
}

/**
 * What is missing of a histogram in the terms of who wrote its base name and a threshold, and never `_bucket` or `le`.
 * @param isOther whether there is a metric of the base name, which is then no histogram
 */
export function inTermsOfHistogram(
  { role, threshold }: SeriesRead,
  missing: Missing,
  isOther: boolean,
): Missing {
  if (role !== 'histogram' && role !== 'bucket') return missing;
  if (missing.kind === 'metric' && isOther) return { ...missing, kind: 'histogram' };
  if (missing.kind !== 'value' || missing.matcher?.label !== 'le' || threshold === null)
    return missing;
  return { ...missing, kind: 'bucket', suggestion: asThreshold(missing.suggestion, threshold) };
}

/** The base name of a histogram, by that of its buckets. */
export function baseName(metric: string): string {
  return metric.replace(BUCKET, '');
}

/** Whether a metric's name may stand before braces; another one comes from a matcher on __name__, which may hold anything. */
export function isPlainName(metric: string): boolean {
  return PLAIN_NAME.test(metric);
}

/** A boundary in the unit of a threshold: 0.25 is `250ms` beside `260ms`, and `0.25s` beside whatever is not in milliseconds. */
function asThreshold(le: string | null, threshold: string): string | null {
  const unit = threshold.endsWith('ms') ? 'ms' : 's';
  const amount = Number(le) * (unit === 'ms' ? MILLISECONDS : 1);
  const text = String(Number(amount.toPrecision(DIGITS)));
  return amount > 0 && NUMBER.test(text) ? `${text}${unit}` : null;
}

/**
 * What is said of a selector that matches nothing.
 * @param required matchers within which it was looked for, so that no more is said than was seen
 */
export function seriesWarning(
  series: SeriesRead,
  missing: Missing,
  lastSeenAt: Date | null,
  required = '',
): SeriesWarning {
  const { kind, matcher, suggestion } = missing;
  const isHistogram = series.role === 'histogram' || series.role === 'bucket';
  const base = (name: string) => (isHistogram ? baseName(name) : name);
  const isName = kind === 'metric' || kind === 'histogram';
  const isBucket = kind === 'bucket';
  const said = {
    metric: base(series.metric) + (required === '' ? '' : `{${required}}`),
    label: isBucket ? null : (matcher?.label ?? null),
    matcher: isBucket ? series.threshold : matcher && text(matcher),
    suggestion: suggestion === null || !isName ? suggestion : base(suggestion),
  };
  return {
    path: series.path,
    code: `no-series-${kind}`,
    message: `${isBucket ? '' : `${series.selector} ${does(missing)}: `}${why(kind, said)}${hint(kind, said)}`,
    selector: series.selector,
    ...said,
    lastSeenAt,
  };
}

type Said = Pick<SeriesWarning, 'metric' | 'label' | 'matcher' | 'suggestion'>;

function does({ kind, matcher }: Missing): string {
  if (kind !== 'pattern' || matcher?.op !== '!=') return 'matches no series in Prometheus';
  return `keeps nothing out by ${text(matcher)}`;
}

function why(kind: MissingKind, { metric, label, matcher, suggestion }: Said): string {
  return {
    metric: `there is no metric ${metric}`,
    label: `${metric} exists, but has no label ${label}`,
    value: `${metric} exists, but not with ${matcher}`,
    combination: `${metric} exists, and each matcher matches some of its series, but none matches all`,
    histogram: `${metric} exists, but is no histogram (there is no ${metric.replace(/\{.*/s, '')}_bucket)`,
    bucket: `threshold ${matcher} is no bucket boundary of ${metric}`,
    spelling: `${metric} writes this number as ${label}="${suggestion}", and ${matcher} compares texts`,
    infinite: `${metric} exists, but has no bucket le="+Inf", which holds all events: without it nothing is counted`,
    pattern: `no series of ${metric} has ${label} with this very text, as ${matcher} compares it`,
  }[kind];
}

function hint(kind: MissingKind, { suggestion }: Said): string {
  if (suggestion === null || kind === 'spelling') return '.';
  if (kind === 'bucket') return `; the nearest is ${suggestion}.`;
  return `. Did you mean ${kind === 'value' ? `"${suggestion}"` : suggestion}?`;
}

function text({ label, op, literal }: Matcher): string {
  return `${label}${op}${literal}`;
}
