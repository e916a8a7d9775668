import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSloDocument } from './read-slo-document.js';

const RATIO = {
  ratio: { total: 'requests_total{job="shop"}', bad: 'requests_total{job="shop",code=~"5.."}' },
};
const LATENCY = {
  latency: {
    histogram: 'duration_seconds{job="shop"}',
    regimes: [
      {
        name: 'peak',
        threshold: '450ms',
        when: { expression: 'sum(rate(requests_total[2m]))', above: 40, release: 25 },
      },
      { name: 'normal', threshold: '200ms' },
    ],
  },
};
const spec = { subject: 'shop', target: '99.9', window: { rolling: '30d' }, indicator: RATIO };
const document = (
  changes: object = {},
  metadata: object = { name: 'shop-availability' },
): unknown => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata,
  spec: { ...spec, ...changes },
});
const complaints = (input: unknown): string[] => {
  const result = parseSloDocument(input);
  return result.ok ? [] : result.error.map(({ path, code }) => `${path} ${code}`);
};
const regimes = (list: unknown): unknown =>
  document({ indicator: { latency: { ...LATENCY.latency, regimes: list } } });
const [peak, normal] = LATENCY.latency.regimes;

describe('an SLO document', () => {
  it.each([
    [document()],
    [document({ indicator: LATENCY })],
    [document({ window: { calendar: 'month', timeZone: 'Europe/Berlin' } })],
    [
      document({
        indicator: { ratio: { total: 'a', good: 'b' } },
        birth: 'off',
        alerting: { minBadEvents: 0, disabled: true },
        team: 'shop',
        owner: 'Ann',
        description: 'x',
        runbook: 'https://a.example/b',
      }),
    ],
  ])('is given back as it was written', (input) => {
    expect(parseSloDocument(input)).toEqual({ ok: true, value: input });
  });

  it('is refused with every complaint at once', () => {
    const wrong = {
      apiVersion: 'v2',
      kind: 'SLI',
      metadata: { name: 'Shop!' },
      spec: { target: '100', window: {}, indicator: {}, colour: 'red' },
      extra: 1,
    };
    expect(complaints(wrong)).toEqual([
      'extra unknown-field',
      'apiVersion unknown-version',
      'kind unknown-kind',
      'metadata.name not-a-name',
      'spec.colour unknown-field',
      'spec.subject required',
      'spec.target not-a-target',
      'spec.window one-window',
      'spec.indicator one-indicator',
    ]);
  });

  it.each([[undefined], [null], ['text'], [[1]], [42]])('is not %p', (input) => {
    expect(complaints(input)).toHaveLength(1);
  });

  it.each(['100', '0', '100.0', '99,9', '1e1', ''])('does not take a target of %p', (target) => {
    expect(complaints(document({ target }))).toEqual([expect.stringMatching(/^spec\.target /)]);
  });

  it('does not take a target as a number: 99.9 has no exact binary form', () => {
    expect(complaints(document({ target: 99.9 }))).toEqual(['spec.target not-a-text']);
  });

  it.each([
    [{ rolling: '30' }, 'spec.window.rolling not-a-duration'],
    [{ rolling: '59m' }, 'spec.window.rolling window-range'],
    [{ rolling: '367d' }, 'spec.window.rolling window-range'],
    [{ calendar: 'fortnight', timeZone: 'UTC' }, 'spec.window.calendar unknown-period'],
    [{ calendar: 'month', timeZone: 'Mars/Base' }, 'spec.window.timeZone unknown-time-zone'],
    [{ calendar: 'month' }, 'spec.window.timeZone required'],
    [{ rolling: '30d', calendar: 'month' }, 'spec.window one-window'],
    [{ rolling: '30d', timeZone: 'UTC' }, 'spec.window.timeZone unknown-field'],
  ])('refuses the window %j', (window, complaint) => {
    expect(complaints(document({ window }))).toEqual([complaint]);
  });

  it.each([
    [
      { ratio: { total: 'rate(a[5m])', bad: 'b' } },
      'spec.indicator.ratio.total selector-not-plain',
    ],
    [{ ratio: { total: 'a', bad: 'b{' } }, 'spec.indicator.ratio.bad promql-syntax'],
    [{ ratio: { total: 'a', bad: 'b{c="\\q"}' } }, 'spec.indicator.ratio.bad promql-string'],
    [{ ratio: { total: 'by', bad: 'b' } }, 'spec.indicator.ratio.total promql-keyword'],
    [
      { ratio: { total: 'leitstand:slo_total:inc30s', bad: 'b' } },
      'spec.indicator.ratio.total promql-reserved-series',
    ],
    [{ ratio: { total: 'a' } }, 'spec.indicator.ratio bad-or-good'],
    [{ ratio: { total: 'a', bad: 'b', good: 'c' } }, 'spec.indicator.ratio bad-or-good'],
    [{ ratio: { total: 'a', bad: 'b', query: 'c' } }, 'spec.indicator.ratio.query unknown-field'],
    [{ ...RATIO, ...LATENCY }, 'spec.indicator one-indicator'],
    [
      { latency: { ...LATENCY.latency, histogram: 'a_bucket' } },
      'spec.indicator.latency.histogram histogram-base-name',
    ],
    [
      { latency: { ...LATENCY.latency, histogram: 'a{' } },
      'spec.indicator.latency.histogram promql-syntax',
    ],
    [
      { latency: { ...LATENCY.latency, histogram: 'a{le="1"}' } },
      'spec.indicator.latency.histogram histogram-le',
    ],
  ])('refuses the indicator %j', (indicator, complaint) => {
    expect(complaints(document({ indicator }))).toEqual([complaint]);
  });
});

describe('load regimes in a document', () => {
  const path = 'spec.indicator.latency.regimes';

  it.each<[string, unknown, string]>([
    ['none', [], `${path} no-regimes`],
    ['no list', 'all', `${path} no-regimes`],
    ['no default', [peak], `${path} no-default-regime`],
    ['two defaults', [normal, { ...normal, name: 'other' }], `${path} two-default-regimes`],
    ['a default that is not the last', [normal, peak], `${path} default-not-last`],
    ['equal names', [{ ...peak, name: 'normal' }, normal], `${path}.1.name duplicate-regime`],
    [
      'a threshold without unit',
      [peak, { ...normal, threshold: '200' }],
      `${path}.1.threshold not-a-threshold`,
    ],
    [
      'a threshold of a day',
      [peak, { ...normal, threshold: '24h' }],
      `${path}.1.threshold threshold-too-long`,
    ],
    [
      'release over above',
      [{ ...peak, when: { expression: 'a', above: 1, release: 2 } }, normal],
      `${path}.0.when.release release-over-above`,
    ],
    [
      'an expression that reads every series for a month',
      [
        {
          ...peak,
          when: {
            expression: 'max(max_over_time(count({__name__=~".+"})[30d:5s]))',
            above: 2,
            release: 1,
          },
        },
        normal,
      ],
      `${path}.0.when.expression promql-selector-without-metric`,
    ],
    [
      'an expression about the objectives of others',
      [
        { ...peak, when: { expression: 'max(leitstand:slo_bad:1h)', above: 2, release: 1 } },
        normal,
      ],
      `${path}.0.when.expression promql-reserved-series`,
    ],
    [
      'an expression that is a range',
      [{ ...peak, when: { expression: 'a[5m]', above: 2, release: 1 } }, normal],
      `${path}.0.when.expression promql-type`,
    ],
    [
      'no numbers',
      [{ ...peak, when: { expression: 'a', above: '2', release: 1 } }, normal],
      `${path}.0.when.above not-a-number`,
    ],
    ['a name in capitals', [peak, { ...normal, name: 'NORMAL' }], `${path}.1.name not-a-name`],
  ])('are refused with %s', (_, list, complaint) => {
    expect(complaints(regimes(list))).toEqual([complaint]);
  });

  it('are refused when an item is no object, without a crash', () => {
    expect(complaints(regimes([null, 5, normal]))).toContain(`${path}.0 not-an-object`);
  });
});

describe('reading a document', () => {
  it('tells of one of another tool that it is, and nothing else of what is wrong with it', () => {
    const foreign = { apiVersion: 'openslo/v1', kind: 'SLO', metadata: {}, spec: {} };
    expect(complaints(foreign)).toEqual(['apiVersion foreign-document']);
    expect(complaints({ version: 'prometheus/v1', slos: [] })).toEqual([
      'apiVersion foreign-document',
    ]);
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['us/eastern', 'US/Eastern'], // another name of New York, and still theirs
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('writes the time zone %s as %s', (typed, timeZone) => {
    const read = parseSloDocument(document({ window: { calendar: 'month', timeZone: typed } }));
    expect(read.ok && read.value.spec.window).toEqual({ calendar: 'month', timeZone });
  });

  it('never throws, whatever comes in', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(parseSloDocument(anything).ok).toBe(false);
        expect(
          parseSloDocument(document({ indicator: anything, window: anything, alerting: anything }))
            .ok,
        ).toBe(false);
      }),
    );
  });

  it('tells of lists and maps that are too long once, however much is wrong in them', () => {
    const many = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [i, 0]));
    expect(complaints(document({}, { name: 'a', labels: many }))).toEqual([
      'metadata.labels too-many',
    ]);
    expect(complaints(regimes(Array(150_000).fill(0)))).toEqual([
      'spec.indicator.latency.regimes too-many-regimes',
    ]);
  });

  it('holds the patterns of all its texts together in bounds, before it compiles any', () => {
    const folded = (n: number) => `m{a=~"(?i)[a-\\\\x{1${n}fff}]"}`;
    const latency = (count: number) => ({
      histogram: folded(0),
      regimes: [
        ...Array.from({ length: count }, (_, i) => ({
          name: `r${i}`,
          threshold: '1s',
          when: { expression: `sum(rate(${folded(i + 1)}[1m]))`, above: 1, release: 1 },
        })),
        { name: 'default', threshold: '1s' },
      ],
    });
    expect(complaints(document({ indicator: { latency: latency(2) } }))).toEqual([]);
    expect(complaints(document({ indicator: { latency: latency(6) } }))).toEqual([
      'spec.indicator patterns-too-large',
    ]);
  });

  it.each(['\u001b[2J', '\u009b31m', 'a\u202eb', '\u2066a', '\u2028'])(
    'lets nothing steer whatever shows its texts: %j',
    (steers) => {
      const words = { [`a${steers}`]: 'x', b: steers };
      const named = { name: 'a', labels: words, annotations: words };
      expect(complaints(document({ description: `one\n${steers}` }, named)).toSorted()).toEqual([
        `metadata.annotations.a${steers} not-one-line`,
        'metadata.annotations.b not-plain-text',
        `metadata.labels.a${steers} not-one-line`,
        'metadata.labels.b not-one-line',
        'spec.description not-plain-text',
      ]);
    },
  );

  it('takes several lines in an annotation and a description, and scripts of either direction', () => {
    const text = 'one\n\ttwo מגדל\u200f\r\n';
    const named = { name: 'a', labels: { a: 'מגדל' }, annotations: { a: text } };
    expect(complaints(document({ description: text }, named))).toEqual([]);
  });

  it('keeps what stands beside a wrong field in the order of the document', () => {
    expect(complaints(document({ indicator: { ratio: { total: 'a{' } } }))).toEqual([
      'spec.indicator.ratio.total promql-syntax',
      'spec.indicator.ratio bad-or-good',
    ]);
    const when = { expression: 'a[5m]', above: 1, release: 2, x: 1 };
    expect(
      complaints(
        regimes([
          { ...peak, when },
          { ...normal, name: 'peak' },
        ]),
      ),
    ).toEqual([
      'spec.indicator.latency.regimes.0.when.x unknown-field',
      'spec.indicator.latency.regimes.0.when.expression promql-type',
      'spec.indicator.latency.regimes.0.when.release release-over-above',
      'spec.indicator.latency.regimes.1.name duplicate-regime',
    ]);
  });

  it.each([[[]], [null], ['text']])(
    'tells of an indicator %j only that it is none',
    (indicator) => {
      expect(complaints(document({ indicator }))).toEqual(['spec.indicator not-an-object']);
    },
  );

  it('gives a copy, without the spaces around selectors and without fields that are undefined', () => {
    const labels = { a: 'b' };
    const input = document(
      { team: undefined, indicator: { ratio: { total: ' a ', bad: ' b ' } } },
      { name: 'a', labels },
    );
    const read = parseSloDocument(input);
    expect(read).toStrictEqual({
      ok: true,
      value: {
        apiVersion: 'leitstand/v1',
        kind: 'SLO',
        metadata: { name: 'a', labels: { a: 'b' } },
        spec: { ...spec, indicator: { ratio: { total: 'a', bad: 'b' } } },
      },
    });
    if (read.ok) expect(read.value.metadata.labels).not.toBe(labels);
  });
});
