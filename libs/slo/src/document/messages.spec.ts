import { describe, expect, it } from '@jest/globals';
import { parseSloDocument } from './read-slo-document.js';

const RATIO = { ratio: { total: 'requests_total', bad: 'errors_total' } };
const normal = { name: 'normal', threshold: '200ms' };
const peak = {
  name: 'peak',
  threshold: '450ms',
  when: { expression: 'load', above: 2, release: 1 },
};
const spec = { subject: 'shop', target: '99.9', window: { rolling: '30d' }, indicator: RATIO };
const latency = (regimes: unknown, histogram: unknown = 'duration_seconds') => ({
  indicator: { latency: { histogram, regimes } },
});
const LONG = 'x'.repeat(4_097);
const NAME =
  'A name has at most 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit.';
const TARGET =
  "A target is a percentage strictly between 0 and 100 as plain decimal text with at most 8 digits after the point, such as '99.9'.";
const regimesAt = 'spec.indicator.latency.regimes';

const faultsOf = (input: unknown): string[] => {
  const result = parseSloDocument(input);
  return result.ok
    ? []
    : result.error.map(({ path, code, message }) => `${path} | ${code} | ${message}`);
};
const about = (changes: object, metadata: object = {}) =>
  faultsOf({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'a', ...metadata },
    spec: { ...spec, ...changes },
  });

describe('what is wrong with an SLO document', () => {
  it.each<[unknown, string[]]>([
    [undefined, [' | required | This part is missing.']],
    ['text', [' | not-an-object | This must be an object.']],
    [[], [' | not-an-object | This must be an object.']],
    [
      { kind: 'SLI', metadata: {}, spec, extra: 1 },
      [
        "extra | unknown-field | 'extra' is not a field here; known are apiVersion, kind, metadata, spec.",
        "apiVersion | unknown-version | apiVersion must be 'leitstand/v1'.",
        "kind | unknown-kind | kind must be 'SLO'.",
        'metadata.name | required | This field is missing.',
      ],
    ],
    [
      { apiVersion: 'leitstand/v1', kind: 'SLO' },
      ['metadata | required | This part is missing.', 'spec | required | This part is missing.'],
    ],
  ])('is told of %j as a whole', (input, messages) => {
    expect(faultsOf(input)).toEqual(messages);
  });

  it.each<[object, string]>([
    [{ name: 'A' }, `metadata.name | not-a-name | ${NAME}`],
    [{ name: 'a-' }, `metadata.name | not-a-name | ${NAME}`],
    [{ name: 'a'.repeat(64) }, `metadata.name | not-a-name | ${NAME}`],
    [{ name: null }, 'metadata.name | required | This field is missing.'],
    [
      { displayName: 'x'.repeat(201) },
      'metadata.displayName | too-long | This must be at most 200 characters long.',
    ],
    [{ displayName: ' ' }, 'metadata.displayName | empty | This must not be empty.'],
    [{ labels: [] }, 'metadata.labels | not-an-object | This must be an object of texts.'],
    [{ labels: null }, 'metadata.labels | not-an-object | This must be an object of texts.'],
    [
      { labels: { a: 1 } },
      'metadata.labels.a | not-a-text | This must be a text; put it in quotes.',
    ],
    [
      { annotations: 'x' },
      'metadata.annotations | not-an-object | This must be an object of texts.',
    ],
    [
      { annotations: { a: null } },
      'metadata.annotations.a | not-a-text | This must be a text; put it in quotes.',
    ],
    [
      { x: 1 },
      "metadata.x | unknown-field | 'x' is not a field here; known are name, displayName, labels, annotations.",
    ],
  ])('is told of %j in its metadata', (metadata, message) => {
    expect(about({}, metadata)).toEqual([message]);
  });

  it.each<[object, string]>([
    [
      { x: 1 },
      "spec.x | unknown-field | 'x' is not a field here; known are subject, team, owner, description, runbook, target, window, indicator, alerting, birth.",
    ],
    [{ subject: 'Shop' }, `spec.subject | not-a-name | ${NAME}`],
    [{ team: 5 }, 'spec.team | not-a-text | This must be a text; put it in quotes.'],
    [
      { owner: 'x'.repeat(201) },
      'spec.owner | too-long | This must be at most 200 characters long.',
    ],
    [
      { description: 'x'.repeat(1_051) },
      'spec.description | too-long | This must be at most 1050 characters long.',
    ],
    [
      { runbook: 'x'.repeat(2_001) },
      'spec.runbook | too-long | This must be at most 2000 characters long.',
    ],
    [{ target: '100' }, `spec.target | not-a-target | ${TARGET}`],
    [{ target: 99 }, 'spec.target | not-a-text | This must be a text; put it in quotes.'],
    [{ window: {} }, 'spec.window | one-window | Give exactly one of rolling and calendar.'],
    [{ window: undefined }, 'spec.window | required | This part is missing.'],
    [
      { window: { rolling: '30d', x: 1 } },
      "spec.window.x | unknown-field | 'x' is not a field here; known are rolling, calendar, timeZone.",
    ],
    [
      { window: { rolling: '30' } },
      "spec.window.rolling | not-a-duration | A duration looks like '30d', '12h' or '1d12h'.",
    ],
    [
      { window: { rolling: '59m' } },
      'spec.window.rolling | window-range | A rolling window is between 1h and 366d long.',
    ],
    [
      { window: { rolling: '30d', timeZone: 'UTC' } },
      'spec.window.timeZone | unknown-field | A rolling window has no time zone.',
    ],
    [
      { window: { calendar: 'fortnight', timeZone: 'UTC' } },
      'spec.window.calendar | unknown-period | A calendar window is one of day, week, month, quarter, year.',
    ],
    [
      { window: { calendar: 'month', timeZone: 'Mars/Base' } },
      "spec.window.timeZone | unknown-time-zone | 'Mars/Base' is not a time zone; write an IANA name such as Europe/Berlin.",
    ],
    [{ birth: 'late' }, 'spec.birth | unknown-birth-mode | birth is one of guarded, off, zero.'],
    [{ alerting: [] }, 'spec.alerting | not-an-object | This must be an object.'],
    [
      { alerting: { x: 1 } },
      "spec.alerting.x | unknown-field | 'x' is not a field here; known are minBadEvents, disabled.",
    ],
    [
      { alerting: { minBadEvents: '5' } },
      'spec.alerting.minBadEvents | not-a-number | This must be a number.',
    ],
    [
      { alerting: { minBadEvents: 1.5 } },
      'spec.alerting.minBadEvents | not-a-count | This must be a whole number, 0 or more.',
    ],
    [
      { alerting: { minBadEvents: -1 } },
      'spec.alerting.minBadEvents | not-a-count | This must be a whole number, 0 or more.',
    ],
    [
      { alerting: { disabled: 'no' } },
      'spec.alerting.disabled | not-a-boolean | This must be true or false.',
    ],
  ])('is told of %j in its spec', (changes, message) => {
    expect(about(changes)).toEqual([message]);
  });

  it.each<[object, string]>([
    [{}, 'spec.indicator | one-indicator | Give exactly one of ratio and latency.'],
    [
      { ...RATIO, x: 1 },
      "spec.indicator.x | unknown-field | 'x' is not a field here; known are ratio, latency.",
    ],
    [
      { ratio: { total: 'a' } },
      'spec.indicator.ratio | bad-or-good | Give exactly one of bad and good beside total.',
    ],
    [
      { ratio: { total: 'a', bad: 'b', x: 1 } },
      "spec.indicator.ratio.x | unknown-field | 'x' is not a field here; known are total, bad, good.",
    ],
    [
      { ratio: { total: 'rate(a[5m])', bad: 'b' } },
      'spec.indicator.ratio.total | selector-not-plain | Expected a plain selector such as http_requests_total{job="shop"}, but this is a function call. Leitstand adds functions, ranges and offsets itself.',
    ],
    [
      { ratio: { total: LONG, bad: 'b' } },
      'spec.indicator.ratio.total | too-long | This must be at most 4096 characters long.',
    ],
  ])('is told of the indicator %j', (indicator, message) => {
    expect(about({ indicator })).toEqual([message]);
  });

  it.each<[object, string]>([
    [
      latency([normal], 'a_bucket'),
      "spec.indicator.latency.histogram | histogram-base-name | Give the histogram's base name, without _bucket, _count or _sum.",
    ],
    [
      latency([normal], 'a{le="1"}'),
      'spec.indicator.latency.histogram | histogram-le | Leave the label le out; the thresholds of the regimes choose the buckets.',
    ],
    [
      { indicator: { latency: { histogram: 'a', regimes: [normal], x: 1 } } },
      "spec.indicator.latency.x | unknown-field | 'x' is not a field here; known are histogram, regimes.",
    ],
    [latency([]), `${regimesAt} | no-regimes | Give a list of at least one regime.`],
    [
      latency(Array.from({ length: 9 }, (_, n) => ({ ...peak, name: `p${n}` }))),
      `${regimesAt} | too-many-regimes | At most 8 regimes are possible.`,
    ],
    [
      latency([peak]),
      `${regimesAt} | no-default-regime | One regime must have no \`when\`: it holds whenever no other does.`,
    ],
    [
      latency([{ ...normal, name: 'a' }, normal]),
      `${regimesAt} | two-default-regimes | Only one regime may have no \`when\`.`,
    ],
    [
      latency([normal, peak]),
      `${regimesAt} | default-not-last | The regime without \`when\` must be the last: regimes are tried from top to bottom.`,
    ],
    [
      latency([{ ...peak, name: 'normal' }, normal]),
      `${regimesAt}.1.name | duplicate-regime | There are two regimes named 'normal'.`,
    ],
    [
      latency([{ ...normal, x: 1 }]),
      `${regimesAt}.0.x | unknown-field | 'x' is not a field here; known are name, threshold, when.`,
    ],
    [
      latency([{ ...normal, threshold: '200' }]),
      `${regimesAt}.0.threshold | not-a-threshold | A threshold is a number with a unit, such as '200ms' or '1.5s'.`,
    ],
    [
      latency([{ ...normal, threshold: '3601s' }]),
      `${regimesAt}.0.threshold | threshold-too-long | A latency threshold is at most one hour.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, x: 1 } }, normal]),
      `${regimesAt}.0.when.x | unknown-field | 'x' is not a field here; known are expression, above, release.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, above: undefined } }, normal]),
      `${regimesAt}.0.when.above | required | This field is missing.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, above: '2', release: 3 } }, normal]),
      `${regimesAt}.0.when.above | not-a-number | This must be a number.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, release: '3' } }, normal]),
      `${regimesAt}.0.when.release | not-a-number | This must be a number.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, release: Number.NaN } }, normal]),
      `${regimesAt}.0.when.release | not-a-number | This must be a number.`,
    ],
    [
      latency([{ ...peak, when: { ...peak.when, release: 3 } }, normal]),
      `${regimesAt}.0.when.release | release-over-above | release must not be greater than above: the regime is entered at above and left below release.`,
    ],
  ])('is told of regimes: %j', (changes, message) => {
    expect(about(changes)).toEqual([message]);
  });

  it.each([
    [{ displayName: 'a\nb' }, 'displayName | not-one-line'],
    [{ displayName: 'a\u200bb' }, 'displayName | not-one-line'],
    [{ displayName: '\u3164' }, 'displayName | not-one-line'],
    [{ labels: { a: 'x'.repeat(201) } }, 'labels.a | too-long'],
    [{ annotations: { ['x'.repeat(254)]: '' } }, `annotations.${'x'.repeat(254)} | too-long`],
    [{ annotations: { a: 'x'.repeat(1_000_000) } }, 'annotations.a | too-long'],
  ])('is told of names that are not one line and texts beyond bounds: %#', (metadata, fault) => {
    expect(about({}, { name: 'a', ...metadata })).toEqual([
      expect.stringMatching(new RegExp(`^metadata\\.${fault.replace('|', '\\|')} `)),
    ]);
  });

  it.each(['http://[', 'javascript:alert(1)', '/runbooks/shop', 'https://u:p@example.org/'])(
    'is told of a runbook that is no address: %s',
    (runbook) => {
      expect(about({ runbook })).toEqual([
        'spec.runbook | not-a-web-address | This must be an address that starts with http:// or https:// and holds no password.',
      ]);
    },
  );

  it('is nothing at the limits themselves', () => {
    const text = (length: number) => 'x'.repeat(length);
    expect(
      about(
        {
          owner: text(200),
          description: text(1_050),
          runbook: `https://${text(1_992)}`,
          window: { rolling: '1h' },
        },
        {
          name: text(63),
          displayName: text(200),
          labels: Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`l${i}`, text(200)])),
          annotations: { a: '', [text(253)]: text(4_096) },
        },
      ),
    ).toEqual([]);
    expect(about({ window: { rolling: '366d' }, alerting: { minBadEvents: 0 } })).toEqual([]);
    const many = Array.from({ length: 7 }, (_, n) => ({ ...peak, name: `p${n}` }));
    expect(about(latency([...many, { ...normal, threshold: '3600s' }]))).toEqual([]);
    expect(
      about(latency([{ ...peak, when: { expression: 'load', above: 1, release: 1 } }, normal])),
    ).toEqual([]);
  });
});
