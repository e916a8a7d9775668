import type { SloDocument, SloIndicator } from '../api/contract-slo.js';

/** The answers of the guided form, as typed. */
export interface GuidedValues {
  kind: 'ratio' | 'latency';
  subject: string;
  name: string;
  slug: string;
  description: string;
  target: string;
  /** '30d', or 'month@Europe/Berlin'. */
  window: string;
  total: string;
  bad: string;
  histogram: string;
  threshold: string;
  peak: boolean;
  peakThreshold: string;
  peakExpression: string;
  peakAbove: string;
  peakRelease: string;
  owner: string;
  runbook: string;
}

/** What a new SLO starts from: selectors with the names OpenTelemetry's HTTP metrics have in Prometheus. */
export function startValues(subject: string): GuidedValues {
  const job = subject === '' ? 'my-service' : subject;
  return {
    kind: 'ratio',
    subject,
    name: '',
    slug: '',
    description: '',
    target: '99.9',
    window: '30d',
    total: `http_server_request_duration_count{job="${job}"}`,
    bad: `http_server_request_duration_count{job="${job}", http_response_status_code=~"5.."}`,
    histogram: `http_server_request_duration{job="${job}"}`,
    threshold: '200ms',
    peak: false,
    peakThreshold: '450ms',
    peakExpression: `sum(rate(http_server_request_duration_count{job="${job}"}[5m]))`,
    peakAbove: '40',
    peakRelease: '32',
    owner: '',
    runbook: '',
  };
}

/** Selectors follow the chosen subject for as long as they are the ones proposed. */
export function withSubject(values: GuidedValues, subject: string): GuidedValues {
  const [before, after] = [startValues(values.subject), startValues(subject)];
  const followed = { ...values, subject };
  for (const field of ['total', 'bad', 'histogram', 'peakExpression'] as const) {
    if (values[field] === before[field]) followed[field] = after[field];
  }
  return followed;
}

function indicatorOf(values: GuidedValues): SloIndicator {
  if (values.kind === 'ratio')
    return { ratio: { total: values.total.trim(), bad: values.bad.trim() } };
  const normal = { name: 'normal', threshold: values.threshold.trim() };
  if (!values.peak) return { latency: { histogram: values.histogram.trim(), regimes: [normal] } };
  const when = {
    expression: values.peakExpression.trim(),
    above: Number(values.peakAbove),
    release: Number(values.peakRelease),
  };
  return {
    latency: {
      histogram: values.histogram.trim(),
      regimes: [{ name: 'peak', threshold: values.peakThreshold.trim(), when }, normal],
    },
  };
}

function windowOf(text: string): SloDocument['spec']['window'] {
  const [period, timeZone] = text.split('@');
  if (timeZone === undefined) return { rolling: text };
  return { calendar: period === 'quarter' || period === 'week' ? period : 'month', timeZone };
}

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text.trim() === '' ? {} : ({ [key]: text.trim() } as Partial<Record<K, string>>);

/** The document the answers stand for; optional fields only where something was typed. */
export function guidedDocument(values: GuidedValues): SloDocument {
  return {
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: values.slug.trim(), ...given('displayName', values.name) },
    spec: {
      subject: values.subject,
      ...given('owner', values.owner),
      ...given('description', values.description),
      ...given('runbook', values.runbook),
      target: values.target.trim().replace(',', '.').replace(/\s*%$/, ''),
      window: windowOf(values.window),
      indicator: indicatorOf(values),
    },
  };
}

const FIELD: readonly [RegExp, keyof GuidedValues][] = [
  [/^metadata\.name/, 'slug'],
  [/^metadata\.displayName/, 'name'],
  [/^spec\.subject/, 'subject'],
  [/^spec\.target/, 'target'],
  [/^spec\.window/, 'window'],
  [/^spec\.owner/, 'owner'],
  [/^spec\.runbook/, 'runbook'],
  [/^spec\.description/, 'description'],
  [/ratio\.total/, 'total'],
  [/ratio\.bad/, 'bad'],
  [/latency\.histogram/, 'histogram'],
  [/when\.expression/, 'peakExpression'],
  [/when\.above/, 'peakAbove'],
  [/when\.release/, 'peakRelease'],
];

/** The form's field for a path of the document; with a peak regime the first regime is the peak. */
export function fieldOf(path: string, values: GuidedValues): keyof GuidedValues | null {
  const known = FIELD.find(([pattern]) => pattern.test(path))?.[1];
  if (known) return known;
  const regime = /regimes(?:\[|\.)(\d+)/.exec(path)?.[1];
  if (regime === undefined) return null;
  return values.peak && regime === '0' ? 'peakThreshold' : 'threshold';
}
