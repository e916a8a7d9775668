import { describe, expect, it } from '@jest/globals';
import { seriesRead } from '#slo';
import {
  asNumber,
  asPattern,
  inTermsOfHistogram,
  isWorthTelling,
  patternsOf,
  seriesWarning,
  type Missing,
} from './missing-series.js';

const missing = (
  kind: Missing['kind'],
  label?: string,
  suggestion: string | null = null,
  value = 'x',
) => ({
  kind,
  matcher: label ? { label, op: '=' as const, value, literal: `"${value}"` } : null,
  suggestion,
});

describe('errors that match nothing', () => {
  const told = (total: string, bad: string, what: Missing) => {
    const [all, errors] = seriesRead({ ratio: { total, bad } });
    if (!all || !errors) throw new Error('a ratio reads two');
    return isWorthTelling(errors, all, what);
  };
  it.each([
    [
      'of a status that never occurred',
      'r{job="x"}',
      'r{job="x",code="x"}',
      missing('value', 'code'),
    ],
    [
      'of a status, beside a total that leaves some out',
      'r{code!~"4.."}',
      'r{code="x"}',
      missing('value', 'code', 'y'),
    ],
    ['of a metric born with the first of them', 'r{job="x"}', 'e', missing('metric')],
    [
      'of a metric of their own with other labels',
      'r{job="x"}',
      'e{job="x"}',
      missing('value', 'job'),
    ],
    [
      'of a metric of their own, though its name begins with the whole’s',
      'jobs{job="x"}',
      'jobs_failed',
      missing('metric', undefined, 'jobs'),
    ],
    [
      'of a metric of their own, close to that of others',
      'r{job="x"}',
      'errors_total',
      missing('metric', undefined, 'error_total'),
    ],
    [
      'of a status that never occurred, close to one that did',
      'r{job="x"}',
      'r{job="x",code="503"}',
      missing('value', 'code', '500', '503'),
    ],
    [
      'of statuses by a pattern',
      'r{job="x"}',
      'r{job="x",code=~"50."}',
      missing('value', 'code', '500', '50.'),
    ],
    [
      'of a status in words',
      'r{job="x"}',
      'r{job="x",status="failed"}',
      missing('value', 'status', 'failing', 'failed'),
    ],
    ['of a pair that never occurred', 'r{job="x"}', 'r{job="x",code="x"}', missing('combination')],
  ])('are good news: %s', (_, total, bad, what) => {
    expect(told(total, bad, what)).toBe(false);
  });

  it.each([
    ['by a label that no request has', 'r{job="x"}', 'r{cod="x"}', missing('label', 'cod')],
    ['by what no request is found by', 'r{job="x"}', 'r{job="x"}', missing('value', 'job')],
    [
      'by a slip of the pen for the metric of the whole',
      'brezel_requests_total',
      'brezel_requests_totl{code="500"}',
      missing('metric', undefined, 'brezel_requests_total'),
    ],
    [
      'by the beginning of the metric of the whole',
      'requests_total',
      'requests{code="500"}',
      missing('metric', undefined, 'requests_total'),
    ],
    [
      'by a letter among numbers',
      'r{job="x"}',
      'r{job="x",code="50O"}',
      missing('value', 'code', '500', '50O'),
    ],
    [
      'by a letter among numbers, of a metric of their own',
      'r{job="x"}',
      'e{code="50O"}',
      missing('value', 'code', '500', '50O'),
    ],
    ['by a slip of the pen', 'r{job="xy"}', 'r{job="x"}', missing('value', 'job', 'xy')],
  ])('can never be found: %s', (_, total, bad, what) => {
    expect(told(total, bad, what)).toBe(true);
  });

  it('are told of where they are what is good, or the whole', () => {
    const [total, good] = seriesRead({ ratio: { total: 'a', good: 'b' } });
    for (const series of [total, good])
      expect(series && isWorthTelling(series, total, missing('metric'))).toBe(true);
  });
});

describe('what is said of a selector that matches nothing', () => {
  const [total] = seriesRead({ ratio: { total: 'a_total{job="x"}', bad: 'b_total' } });
  const [histogram] = seriesRead({
    latency: { histogram: 'd', regimes: [{ name: 'all', threshold: '1s' }] },
  });
  const say = (series: typeof total, what: Missing) =>
    series && seriesWarning(series, what, null).message;

  it.each([
    [missing('metric', undefined, 'b_total'), 'there is no metric a_total. Did you mean b_total?'],
    [missing('label', 'job', 'jobs'), 'a_total exists, but has no label job. Did you mean jobs?'],
    [missing('value', 'job', 'y'), 'a_total exists, but not with job="x". Did you mean "y"?'],
    [missing('value', 'job'), 'a_total exists, but not with job="x".'],
    [
      missing('combination'),
      'a_total exists, and each matcher matches some of its series, but none matches all.',
    ],
  ])('%j', (what, words) => {
    expect(say(total, what)).toBe(`a_total{job="x"} matches no series in Prometheus: ${words}`);
  });

  describe('and compares a text which reads as a pattern', () => {
    const errors = (matcher: string) => {
      const [all, bad] = seriesRead({ ratio: { total: 'r', bad: `r{job="x",${matcher}}` } });
      const found = bad?.matchers[1];
      if (!all || !bad || !found) throw new Error('a ratio reads two');
      return { all, bad, found };
    };

    it('says what may have been meant, also of errors', () => {
      const { all, bad, found } = errors('code="5xx"');
      const what = asPattern(found, ['200', '500']);
      expect(what && isWorthTelling(bad, all, what)).toBe(true);
      expect(what && seriesWarning(bad, what, null)).toMatchObject({
        path: 'spec.indicator.ratio.bad',
        code: 'no-series-pattern',
        label: 'code',
        matcher: 'code="5xx"',
        suggestion: 'code=~"5.."',
        message:
          'r{job="x",code="5xx"} matches no series in Prometheus: no series of r has code with this very text, as code="5xx" compares it. Did you mean code=~"5.."?',
      });
    });

    it('says what keeps nothing out', () => {
      const { bad, found } = errors('code!="2.."');
      const what = asPattern(found, ['200']);
      expect(what && seriesWarning(bad, what, null).message).toBe(
        'r{job="x",code!="2.."} keeps nothing out by code!="2..": no series of r has code with this very text, as code!="2.." compares it. Did you mean code!~"2.."?',
      );
    });

    it.each([
      ['there are such texts', 'code="5xx"', ['2xx', '4xx']],
      ['it reads as any other text', 'code="500"', ['200']],
      ['it is a pattern', 'code=~"5.."', ['200']],
    ])('says nothing where %s', (_, matcher, values) => {
      expect(asPattern(errors(matcher).found, values)).toBeNull();
    });

    it('is told of before the first error, whose metric comes with it', () => {
      expect(patternsOf(errors('code="5.."').bad)).toMatchObject([{ suggestion: 'code=~"5.."' }]);
      expect(patternsOf(errors('code!="5.."').bad)).toEqual([]);
    });
  });

  it('names a histogram as its document does', () => {
    expect(say(histogram, missing('metric', undefined, 'duration_bucket'))).toBe(
      'd_bucket matches no series in Prometheus: there is no metric d. Did you mean duration?',
    );
  });

  describe('and is a histogram’s', () => {
    const series = (threshold: string) => {
      const [all, infinite, bucket] = seriesRead({
        latency: { histogram: 'd{job="x"}', regimes: [{ name: 'all', threshold }] },
      });
      if (!all || !infinite || !bucket) throw new Error('a histogram reads three');
      return { all, infinite, bucket };
    };
    const said = (one: NonNullable<typeof total>, what: Missing, isOther = false) =>
      seriesWarning(one, inTermsOfHistogram(one, what, isOther), null);

    it('tells of a counter that it is no histogram', () => {
      expect(said(series('1s').all, missing('metric', undefined, 'dd_bucket'), true)).toMatchObject(
        {
          code: 'no-series-histogram',
          suggestion: 'dd',
          message:
            'd_bucket{job="x"} matches no series in Prometheus: d exists, but is no histogram (there is no d_bucket). Did you mean dd?',
        },
      );
      expect(said(series('1s').all, missing('metric')).code).toBe('no-series-metric');
    });

    it('tells of the bucket of all events that it has none', () => {
      const { infinite } = series('1s');
      const matcher = infinite.matchers.find(({ label }) => label === 'le');
      const what = matcher && asNumber(matcher, ['0.1', '0.5']);
      expect(what && said(infinite, what)).toMatchObject({
        path: 'spec.indicator.latency.histogram',
        code: 'no-series-infinite',
        metric: 'd',
        message:
          'd_bucket{job="x",le="+Inf"} matches no series in Prometheus: d exists, but has no bucket le="+Inf", which holds all events: without it nothing is counted.',
      });
    });

    it.each([
      ['10s', '2.5', '2.5s'],
      ['260ms', '0.25', '250ms'],
      ['3ms', '0.0025', '2.5ms'],
      ['2m', '60', '60s'],
      ['10s', null, null],
      ['10s', '0', null],
    ])('tells of a threshold of %s beside %s in its own words and unit', (threshold, le, near) => {
      const told = said(series(threshold).bucket, missing('value', 'le', le, '10|10\\.0'));
      const hint = near === null ? '' : `; the nearest is ${near}`;
      expect(told).toMatchObject({
        code: 'no-series-bucket',
        label: null,
        matcher: threshold,
        suggestion: near,
        message: `threshold ${threshold} is no bucket boundary of d${hint}.`,
      });
    });
  });
});

describe('a number that is compared as text', () => {
  const asked = (matcher: string, ...values: string[]) => {
    const [, good] = seriesRead({ ratio: { total: 'd_count', good: `d_bucket{${matcher}}` } });
    const one = good?.matchers[0];
    const told = one && asNumber(one, values);
    return good && told && seriesWarning(good, told, null);
  };

  it.each([
    ['le="0.50"', '0.5'],
    ['le="1"', '1.0'],
    ['le="1.0"', '1'],
    ['le="0.00005"', '5e-05'],
    ['le="inf"', '+Inf'],
    ['le=~"1|1\\\\.00"', '1.0'],
    ['quantile="0.990"', '0.99'],
  ])('%s is told of what is written %s', (matcher, there) => {
    expect(asked(matcher, '0.25', there, '2.5')).toMatchObject({
      code: 'no-series-spelling',
      suggestion: there,
      message: `d_bucket{${matcher}} matches no series in Prometheus: d_bucket writes this number as ${matcher.startsWith('le') ? 'le' : 'quantile'}="${there}", and ${matcher} compares texts.`,
    });
  });

  it('is the bucket of all events, which there has to be', () => {
    expect(asked('le="+Inf"', '0.25', '0.5')).toMatchObject({
      code: 'no-series-infinite',
      suggestion: null,
      message:
        'd_bucket{le="+Inf"} matches no series in Prometheus: d_bucket exists, but has no bucket le="+Inf", which holds all events: without it nothing is counted.',
    });
  });

  it.each(['le="0.26"', 'le!="0.50"', 'code="0.50"', 'le="fast"'])('is none in %s', (matcher) => {
    expect(asked(matcher, '0.25', '0.5')).toBeNull();
  });

  it('is worth telling of errors, too: they will never match', () => {
    const [total, bad] = seriesRead({ ratio: { total: 'd_count', bad: 'd_bucket{le="0.50"}' } });
    const [matcher] = bad?.matchers ?? [];
    if (!total || !bad || !matcher) throw new Error('a ratio reads two');
    expect(isWorthTelling(bad, total, { kind: 'spelling', matcher, suggestion: '0.5' })).toBe(true);
  });
});
