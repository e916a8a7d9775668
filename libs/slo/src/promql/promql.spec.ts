import { describe, expect, it } from '@jest/globals';
import { parseExpression, parseOwnExpression, subqueriesOf, typeOfStored } from './expression.js';
import { Patterns, regexSize } from './regex.js';
import { parseOwnSelector, parseSelector, printSelector, storedSelector } from './selector.js';
import { quote, readString } from './string-literal.js';

const selectorCode = (text: string): string => {
  const result = parseSelector(text);
  return result.ok ? printSelector(result.value) : result.error.code;
};
const expressionCode = (text: string): string => {
  const result = parseExpression(text);
  return result.ok ? result.value.type : result.error.code;
};

describe('selectors', () => {
  it.each([
    ['requests_total', 'requests_total'],
    ['requests_total{}', 'requests_total'],
    [` requests_total { job = "shop" , code=~'5..', } `, `requests_total{job="shop",code=~'5..'}`],
    ['ns:requests:sum{path!~`/a\\d+`}', 'ns:requests:sum{path!~`/a\\d+`}'],
  ])('%s is plain', (text, printed) => {
    expect(selectorCode(text)).toBe(printed);
  });

  it.each([
    ['rate(requests_total[5m])', 'selector-not-plain'],
    ['sum(requests_total)', 'selector-not-plain'],
    ['requests_total[5m]', 'selector-not-plain'],
    ['requests_total offset 5m', 'selector-not-plain'],
    ['requests_total @ 5', 'selector-not-plain'],
    ['a + b', 'selector-not-plain'],
    ['(requests_total)', 'selector-not-plain'],
    ['5', 'selector-not-plain'],
    ['"text"', 'selector-not-plain'],
    ['-requests_total', 'selector-not-plain'],
    ['{job="shop"}', 'selector-without-metric'],
    ['{__name__="a"}', 'selector-without-metric'],
    ['{"a.b"}', 'selector-quoted-label'],
    ['a{"b.c"="d"}', 'selector-quoted-label'],
    ['a{b=~"("}', 'selector-regex'],
    ['a{b=~"(?!x)"}', 'selector-regex'],
    ['a{b="\\q"}', 'promql-string'],
    ['a{__name__="b"}', 'promql-selector'],
    ['by', 'promql-keyword'],
    ['', 'promql-empty'],
    ['   ', 'promql-empty'],
    ['a{', 'promql-syntax'],
    ['a b', 'promql-syntax'],
  ])('%s is refused', (text, code) => {
    expect(selectorCode(text)).toBe(code);
  });

  it('reads values behind their quotes', () => {
    const result = parseSelector(`a{b="x\\"y",c='\\n',d=\`\\n\`}`);
    expect(result.ok && result.value.matchers.map(({ value }) => value)).toEqual([
      'x"y',
      '\n',
      '\\n',
    ]);
  });

  it('says where the text stops making sense', () => {
    expect(parseSelector('requests_total{job="shop"\n  code="500"}')).toEqual({
      ok: false,
      error: {
        code: 'promql-syntax',
        position: 28,
        message:
          'Not valid PromQL at line 2, column 3: unexpected identifier "code" in label matching, expected "," or "}".',
      },
    });
    expect(parseSelector('requests_total{')).toMatchObject({
      error: {
        message:
          'Not valid PromQL at line 1, column 16: unexpected end of input in label matching, expected identifier or "}".',
      },
    });
  });
});

describe('expressions', () => {
  it.each([
    ['sum(rate(requests_total[2m]))', 'vector'],
    ['requests > 5 and up', 'vector'],
    ['time() - 5', 'scalar'],
    ['scalar(up) * 2', 'scalar'],
    ['max_over_time(load[5m:30s])', 'vector'],
    ['-(3 + 4)', 'scalar'],
    ['hour() >= bool 8', 'vector'],
    ['up offset 5m', 'vector'],
    ['quantile_over_time(0.9, load[5m])', 'vector'],
  ])('%s is a %s', (text, type) => {
    expect(expressionCode(text)).toBe(type);
  });

  it.each([
    ['requests_total[5m]', 'promql-type'],
    ['"text"', 'promql-type'],
    ['rate(requests_total)', 'promql-type'],
    ['abs(requests_total[5m])', 'promql-type'],
    ['sum(requests_total[5m])', 'promql-type'],
    ['sum(rate(requests_total[2m])', 'promql-syntax'],
    ['', 'promql-empty'],
    [`${'('.repeat(101)}1${')'.repeat(101)}`, 'promql-too-deep'],
    [`${'-'.repeat(5_000)}1`, 'promql-too-deep'],
  ])('%s is refused', (text, code) => {
    expect(expressionCode(text)).toBe(code);
  });

  it('say where in a text of several lines they are wrong', () => {
    expect(parseExpression('sum(\n  rate(up[5m], 2)\n)')).toEqual({
      ok: false,
      error: {
        code: 'promql-type',
        position: 7,
        message:
          'Not valid PromQL at line 2, column 3: expected 1 argument(s) in call to "rate", got 2.',
      },
    });
  });

  it('that are stored have a type, whatever is found out about them later', () => {
    expect(typeOfStored('1 > 2')).toBe('scalar');
    expect(typeOfStored('abs(up, up)')).toBe('vector');
    expect(typeOfStored('up{')).toBe('vector');
    expect(storedSelector('a{b="\\q"}').matchers).toMatchObject([{ literal: '"\\q"' }]);
    expect(() => storedSelector('a{')).toThrow(RangeError);
  });
});

describe('what a document may ask of Prometheus', () => {
  const told = (text: string): string => {
    const result = parseOwnExpression(text);
    return result.ok ? 'ok' : `${result.error.code} | ${result.error.message}`;
  };

  it.each([
    'sum(rate(requests_total{job="shop"}[2m]))',
    'avg_over_time(load[7d])',
    'max_over_time(sum(rate(requests_total[5m]))[1d:1m])',
    'sum(rate(requests_total[5m])) / sum(rate(requests_total[5m] offset 4w))',
    'max_over_time(load[5m:])',
    'rate(load[7d] offset 4w)',
    'max_over_time(load[3000s:1s])',
    'rate(a[7d]) + rate(b[7d])',
    '{__name__="requests_total"}',
    'hour() >= bool 8',
    Array.from({ length: 20 }, (_, i) => `load${i}`).join(' + '),
  ])('%s is fine', (text) => {
    expect(told(text)).toBe('ok');
  });

  it.each([
    [
      'max(max_over_time(count({__name__=~".+"})[30d:5s]))',
      'promql-selector-without-metric | At line 1, column 25: a selector needs a metric name, before its braces or as __name__="…": without one it reads every series there is.',
    ],
    [
      'count({job="shop",__name__!="up"})',
      'promql-selector-without-metric | At line 1, column 7: a selector needs a metric name, before its braces or as __name__="…": without one it reads every series there is.',
    ],
    [
      'max(max_over_time(count(up)[30d:5s]))',
      'promql-range-too-long | At line 1, column 28: a range is at most 7d long, this one is 30d.',
    ],
    [
      'rate(a[8d])',
      'promql-range-too-long | At line 1, column 7: a range is at most 7d long, this one is 8d.',
    ],
    [
      'rate(a[1d] offset 5w)',
      'promql-range-too-long | At line 1, column 7: an expression looks back at most 35d, ranges and offsets together; this one 36d.',
    ],
    [
      'a offset -40d',
      'promql-range-too-long | At line 1, column 1: an expression looks back at most 35d, ranges and offsets together; this one 40d.',
    ],
    [
      'max_over_time((a / b)[1d:30s])',
      'promql-too-many-steps | At line 1, column 22: an expression evaluates its selectors at most 3000 times, once for each step of a subquery; this one 5760 times. Take a shorter range, or a coarser resolution.',
    ],
    [
      'max_over_time(min_over_time(a[10m:10s])[1h:10s])',
      'promql-too-many-steps | At line 1, column 30: an expression evaluates its selectors at most 3000 times, once for each step of a subquery; this one 21600 times. Take a shorter range, or a coarser resolution.',
    ],
    [
      'max_over_time(max_over_time(vector(1)[7d:1h])[7d:1h])',
      'promql-too-many-steps | At line 1, column 38: an expression evaluates its selectors at most 3000 times, once for each step of a subquery; this one 28224 times. Take a shorter range, or a coarser resolution.',
    ],
    [
      'max_over_time(rate(a[1d])[1d:1m])',
      'promql-too-many-samples | At line 1, column 21: the ranges of an expression read at most 14d of samples, those within a subquery once for each of its steps; these read 1440d.',
    ],
    [
      Array.from({ length: 21 }, (_, i) => `l${i % 10}`).join('+'),
      'promql-too-many-selectors | At line 1, column 61: an expression has at most 20 selectors, this one has 21.',
    ],
    [
      'sum(leitstand:slo_bad:inc30s)',
      "promql-reserved-series | At line 1, column 5: 'leitstand:slo_bad:inc30s' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself.",
    ],
    [
      'count({__name__="ALERTS"})',
      "promql-reserved-series | At line 1, column 7: 'ALERTS' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself.",
    ],
    [
      'ALERTS_FOR_STATE > 1',
      "promql-reserved-series | At line 1, column 1: 'ALERTS_FOR_STATE' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself.",
    ],
    [
      'max(leitstand_slo_budget_remaining_ratio)',
      "promql-reserved-series | At line 1, column 5: 'leitstand_slo_budget_remaining_ratio' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself.",
    ],
    [
      'count({__name__="leitstand_build_info"})',
      "promql-reserved-series | At line 1, column 7: 'leitstand_build_info' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself.",
    ],
  ])('%s is too much', (text, message) => {
    expect(told(text)).toBe(message);
  });

  it.each([
    'count({__name__=~"leitstand:.*"})',
    'count({__name__!~"a.*",slo!=""})',
    'count({__name__=~"lei.+",slo="a"})',
    'count({__name__=~"(?i)alerts"})',
    'count({__name__="",slo="a"})',
  ])('%s finds no way around', (text) => {
    expect(told(text)).toMatch(/^promql-selector-without-metric/);
  });

  it('is true of indicators, too', () => {
    expect(parseOwnSelector('leitstand:slo_total:inc30s')).toMatchObject({
      error: { code: 'promql-reserved-series', position: 0 },
    });
    expect(parseOwnSelector('leitstand_slo_budget_remaining_ratio{slo="a"}')).toMatchObject({
      error: { code: 'promql-reserved-series', position: 0 },
    });
    expect(parseOwnSelector('leitstandish_total').ok).toBe(true);
    expect(parseOwnSelector('a{b="c"}')).toEqual(parseSelector('a{b="c"}'));
    expect(parseOwnSelector('a{b="\\q"}')).toMatchObject({ error: { code: 'promql-string' } });
  });
});

describe('what subqueries evaluate', () => {
  it.each([
    ['up', []],
    ['rate(up[5m])', []],
    ['max_over_time(sum by (job) (rate(up[5m]))[1h:1m])', ['60 × sum by (job) (rate(up[5m]))']],
    ['max_over_time((-up)[1h:7m]) + 1', ['9 × (-up)']],
    ['max_over_time(up offset 5m [1h:30s] offset 1d)', ['120 × up offset 5m ']],
    [
      'max_over_time(min_over_time(up[10m:1m])[1h:1m]) or min_over_time(down[2m:1m])',
      ['600 × up', '60 × min_over_time(up[10m:1m])', '2 × down'],
    ],
  ])('%s', (text, expected) => {
    expect(subqueriesOf(text).map((one) => `${one.evaluations} × ${one.text}`)).toEqual(expected);
  });
});

describe('patterns', () => {
  it('knows what a pattern is once it is written out', () => {
    expect(regexSize('(ab{2}){3}')).toBe(12);
    expect(regexSize('a|[b-d]{2,5}\\d(?:x{10}){2,}')).toBe(30);
    expect(regexSize('\\Qa{9}\\E(?P<n>b){3}{')).toBe(15);
    expect(regexSize('(((a{1000}')).toBe(1_003);
    expect(regexSize('a)b{5}')).toBe(7);
  });
});

describe('texts in PromQL', () => {
  it('quotes and unquotes', () => {
    for (const text of ['plain', 'a"b', 'back\\slash', 'two\nlines', 'ümläut'])
      expect(readString(quote(text))).toEqual({ ok: true, value: text });
    expect(readString(String.raw`"\x41\u00e4\101\xc3\xa4"`)).toEqual({ ok: true, value: 'AäAä' });
    expect(readString(String.raw`"a\q"`)).toEqual({
      ok: false,
      error: { says: 'unknown escape sequence \\q', at: 2 },
    });
  });

  it.each([
    [String.raw`"\a\b\f\n\r\t\v\\\""`, '\x07\b\f\n\r\t\v\\"'],
    [String.raw`'it\'s'`, "it's"],
    [String.raw`"\U0010ffff\ue000\ud7ff"`, '\u{10ffff}\ue000\ud7ff'],
    [String.raw`"ä\xc3\xa4\177"`, 'ää\x7f'],
    [String.raw`"\xef\xbb\xbfa"`, '\ufeffa'],
    ['`a"`', 'a"'],
  ])('%s is read', (literal, value) => {
    expect(readString(literal)).toEqual({ ok: true, value });
  });

  it.each([
    [String.raw`"\x80"`, 'a text that is not UTF-8', 0],
    [String.raw`"ab\'"`, "unknown escape sequence \\'", 3],
    ['"ab\ufffd"', 'invalid UTF-8 rune', 3],
  ])('%s is not', (literal, says, at) => {
    expect(readString(literal)).toEqual({ ok: false, error: { says, at } });
  });

  it('says where in a selector a text is wrong', () => {
    expect(parseExpression('up{a="b\\q"}')).toMatchObject({ error: { position: 7 } });
  });

  it('knows what RE2 does not', () => {
    const fault = (pattern: string): string | undefined => new Patterns().fault(pattern);
    expect(fault('5..|4[0-9]{2}')).toBeUndefined();
    expect(fault('(?i)get|(?P<verb>post)')).toBeUndefined();
    expect(fault('(?=a)')).toContain('is not a regular expression: invalid or unsupported Perl');
    expect(fault('(a)\\1')).toContain('is not a regular expression: invalid escape sequence');
    expect(fault('((a{90}){10}){12}')).toContain('expand to more than 10000 characters');
  });

  it.each([
    '\\pL',
    '\\PL',
    '[\\pL\\PL]',
    '[^\\pL]',
    '(?i)\\pL',
    '(?i)[a-\u{1ffff}]',
    '(?i)[a-\\x{10ffff}]',
    '(?i)[^\\x{100}-\\x{1ffff}]',
  ])('holds what costs much to compile in bounds: %s', (costly) => {
    const fault = (pattern: string): string | undefined => new Patterns().fault(pattern);
    expect(fault(costly)).toBeUndefined();
    expect(fault(`(${costly}){3}`)).toBeUndefined();
    expect(fault(costly.repeat(11))).toContain('classes of Unicode');
    const matchers = Array.from({ length: 11 }, () => `a=~\`${costly}\``);
    expect(parseExpression(`up{${matchers.join()}}`)).toMatchObject({
      error: { code: 'promql-regex', message: expect.stringContaining("label 'a' makes") },
    });
  });
});
